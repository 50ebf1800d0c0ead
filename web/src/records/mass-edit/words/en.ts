import { counter } from '../../../i18n/plural.ts'

const n = counter('en')
const records = (count: number) => n(count, 'record', 'records')

export const words = {
  title: 'Change many records',
  which: 'Which records',
  selected: (count: number) => `The ${records(count)} selected`,
  found: (objects: string) => `All ${objects.toLowerCase()} that this list finds`,
  how: (field: string) => `What becomes of ${field}`,
  ways: { value: 'gets the value', empty: 'becomes empty', raise: 'is raised by' },
  value: (field: string) => `New value of ${field}`,
  percent: 'Percent; less than zero lowers',
  add: 'Another field',
  remove: (field: string) => `Leave ${field} as it is`,
  check: 'Check',
  checking: 'Every record is checked as if it were changed. Nothing is written yet.',
  preview: 'What this would do',
  willChange: 'will change',
  have: 'have it already',
  refused: 'are refused',
  reasons: 'Why records are refused',
  reason: (count: number, reason: string) => `${records(count)}: ${reason}`,
  refusedFile: 'Refused records as a file',
  change: (count: number) => `Change ${records(count)}`,
  nothing: 'There is nothing to change.',
  running: 'The records are being changed. You can go on working meanwhile.',
  background: 'Go on meanwhile',
  progress: (done: string, total: string) => `${done} of ${total}`,
  stop: 'Stop',
  stopped: 'It was stopped. What was changed until then stays, and can be undone.',
  interrupted: 'The server stopped in between.',
  goOn: 'Go on',
  changed: (count: number) => `${n(count, 'record was', 'records were')} changed`,
  wereRefused: (count: number) => `${n(count, 'record was', 'records were')} refused and left as they were.`,
}

export type Words = typeof words
