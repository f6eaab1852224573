const KEPT = 500;

/** A list of lines that follows its end, unless somebody reads further up. */
export class Log {
  #element;

  constructor(element) {
    this.#element = element;
  }

  clear() {
    this.#element.replaceChildren();
  }

  /** What users say goes in as text, never as markup. */
  add(kind, words, by) {
    const list = this.#element;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const line = document.createElement('p');
    line.className = kind;
    line.append(words);
    if (by) {
      const name = document.createElement('b');
      name.textContent = by;
      line.prepend(name, ' ');
    }
    list.append(line);
    while (list.childElementCount > KEPT) {
      list.firstElementChild.remove();
    }
    if (atEnd || kind === 'sent') {
      list.scrollTop = list.scrollHeight;
    }
    return line;
  }
}

/** Says how a connection is. What changes each second is for the eye only: read aloud, it would be news. */
export function showState(element, state, words, more = '') {
  const what = element.querySelector('.what');
  element.dataset.state = state;
  if (what.textContent !== words) {
    what.textContent = words;
  }
  element.querySelector('.more').textContent = more;
}
