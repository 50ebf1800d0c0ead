import type { Kernel } from './kernel.ts'

/** In milliseconds; long work gives signs of life far more often. */
const longestSilence = 120_000

/**
 * Was long work left by who did it? When the program starts again it is taken up by itself, for which it gets as long.
 * @param notedAt the last sign of life
 */
export function isLeft({ now, beganAt }: Pick<Kernel, 'now' | 'beganAt'>, notedAt: Date): boolean {
  return now().getTime() - Math.max(notedAt.getTime(), beganAt.getTime()) > longestSilence
}
