import { setImmediate as breathe } from 'node:timers/promises'

/** A long calculation that says where it may be interrupted. */
export type Steps<T> = Generator<void, T>

/** Milliseconds after which others get their turn. */
const slice = 15

/** Carries out a long calculation a slice at a time, so that the process answers others meanwhile. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let until = performance.now() + slice
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() < until) continue
    await breathe()
    until = performance.now() + slice
  }
}

/** Carries it out at one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
