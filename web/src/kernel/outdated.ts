const reloadedKey = 'tendero.reloaded-at'
/** A reload that does not help is not tried again before. */
const pauseMilliseconds = 60_000

/**
 * A part of the program that the server does not have any more: the page is of an old version, and is loaded anew unless
 * somebody is writing. They are told of the new version anyway.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('input', ({ target }) => target && typedIn.add(target), { capture: true })
  window.addEventListener('vite:preloadError', () => {
    const last = Number(sessionStorage.getItem(reloadedKey) ?? 0)
    if (!navigator.onLine || isWriting() || Date.now() - last < pauseMilliseconds) return
    sessionStorage.setItem(reloadedKey, String(Date.now()))
    location.reload()
  })
}

/** Where somebody typed: what a form began with would not be lost. */
const typedIn = new WeakSet<EventTarget>()

/** Was something typed in a form that a reload would lose? */
export function isWriting(): boolean {
  const inputs = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('form input, form textarea')
  const texts = document.querySelectorAll('form [contenteditable="true"]')
  const isTypedIn = (one: Element): boolean => typedIn.has(one)
  return (
    [...inputs].filter(isTypedIn).some(({ value }) => value !== '') ||
    [...texts].filter(isTypedIn).some(({ textContent }) => textContent !== '')
  )
}
