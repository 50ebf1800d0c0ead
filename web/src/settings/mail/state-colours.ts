import type { MailState } from '@tendero/model/api'

/** Colours of the states of a mail, as pills have them. */
export const stateColours = {
  kept: 'gray',
  queued: 'orange',
  sending: 'orange',
  sent: 'green',
  failed: 'red',
  uncertain: 'yellow',
  suppressed: 'red',
  cancelled: 'gray',
} as const satisfies Readonly<Record<MailState, string>>
