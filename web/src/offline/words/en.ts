import { counter } from '../../i18n/plural.ts'

const n = counter('en')

export const words = {
  offline: 'No network',
  asOf: (time: string) => `No network, as of ${time}`,
  waiting: (count: number) => `${n(count, 'entry', 'entries')} to be sent`,
  sending: (count: number) => `Sending ${n(count, 'entry', 'entries')}`,
  refused: (count: number) => `${n(count, 'entry', 'entries')} refused`,
  allSent: 'Everything is sent.',
  title: 'Not sent yet',
  lead: 'What you write without a network stays on this device and is sent by itself, once, when the network is back.',
  nothing: 'Nothing is waiting to be sent.',
  reading: (time: string) => `You see what was there as of ${time}. Other changes cannot be saved now.`,
  state: { waiting: 'Not sent yet', sending: 'Being sent…', refused: 'Refused' },
  edit: 'Change',
  retry: 'Try again',
  discard: 'Discard',
  discarded: 'Discarded',
  newVersion: 'A new version is there.',
  reload: 'Reload',
  typing: 'A new version is there. Finish what you are writing, then reload.',
}

export type Words = typeof words
