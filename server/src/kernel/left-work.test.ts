import { expect, test } from 'vitest'
import { isLeft } from './left-work.ts'

const at = (time: string) => new Date(`2026-03-02T${time}Z`)

test.each([
  ['noted a moment ago', '08:00:00', '11:59:00', false],
  ['without a note for long', '08:00:00', '11:57:00', true],
  ['from before the program was started again', '11:59:00', '09:00:00', false],
  ['not taken up again after that', '11:57:00', '09:00:00', true],
])('work that is %s', (_, began, noted, left) => {
  expect(isLeft({ now: () => at('12:00:00'), beganAt: at(began) }, at(noted))).toBe(left)
})
