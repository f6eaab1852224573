-- POST /process for wrk: each thread loads the next of the ports in PORTS; prints its figures as one line of JSON.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = os.getenv("BODY")

local ports, threads = {}, 0
for port in os.getenv("PORTS"):gmatch("%d+") do
  ports[#ports + 1] = port
end

function setup(thread)
  thread.addr = wrk.lookup("127.0.0.1", ports[threads % #ports + 1])[1]
  threads = threads + 1
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answered":%d,"refused":%d,"failed":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"max":%.3f,"cpu":%.2f}\n',
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3, os.clock()))
end
