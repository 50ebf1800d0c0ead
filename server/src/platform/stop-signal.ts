/**
 * A signal that is given once the program is asked to stop: by Ctrl-C, SIGTERM or a lost terminal; or, under npm, when
 * npm is gone, since a SIGTERM to `npm start` ends npm and not us. Asked a second time, it ends at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(1)
    controller.abort()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
  if (process.env.npm_lifecycle_event) watchParent(() => controller.abort())
  return controller.signal
}

/** Resolves when the signal is given, and keeps the program alive until then. */
export function given(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  const alive = setInterval(() => {}, 2 ** 30)
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(alive)
        resolve()
      },
      { once: true },
    )
  })
}

function watchParent(lost: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    lost()
  }, 500)
  watch.unref()
}
