"""The tutorial's endpoints as FastAPI users write them: the echo socket and a background task."""

from datetime import datetime, timezone

from fastapi import BackgroundTasks, FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


def append(payload: dict) -> None:
    with open("log.txt", "a") as log:
        log.write(f"{datetime.now(timezone.utc).isoformat()} - Processed: {payload}\n")


@app.post("/process", status_code=202)
async def process(payload: dict, background_tasks: BackgroundTasks):
    background_tasks.add_task(append, payload)
    return {"status": "accepted"}


@app.websocket("/ws")
async def echo(socket: WebSocket):
    await socket.accept()
    try:
        while True:
            text = await socket.receive_text()
            await socket.send_text(f"You said: {text}")
    except WebSocketDisconnect:
        pass
