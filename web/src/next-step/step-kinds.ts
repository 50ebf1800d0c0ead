import { IconCalendarEvent, IconCheckbox, IconMapPin, IconPhone } from '@tabler/icons-react'
import type { Completion } from '@tendero/model/api'

/** A next step as the API takes it. */
export type NextStep = NonNullable<Completion['next']>
export type StepKind = NextStep['kind']

/** Calls come first: most next steps are one. */
export const stepKinds = ['call', 'task', 'visit', 'meeting'] as const satisfies readonly StepKind[]

export const stepIcons = {
  call: IconPhone,
  task: IconCheckbox,
  visit: IconMapPin,
  meeting: IconCalendarEvent,
} as const satisfies Record<StepKind, unknown>

export function isStepKind(name: unknown): name is StepKind {
  return typeof name === 'string' && (stepKinds as readonly string[]).includes(name)
}
