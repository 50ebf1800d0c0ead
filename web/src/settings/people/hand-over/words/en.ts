import { counter } from '../../../../i18n/plural.ts'

const n = counter('en')
const records = (count: number) => n(count, 'record', 'records')

export const words = {
  deactivate: (name: string) => `Deactivate ${name}`,
  handOver: (name: string) => `Hand over what ${name} worked on`,
  menuItem: 'Hand over records',
  lead: (name: string) =>
    `${name} can no longer sign in from that moment. Sessions end, and API keys are revoked for good. Their name stays on everything they did.`,
  holds: (name: string) => `What ${name} holds`,
  holdsLead:
    'Open opportunities, leads and activities, everything else that goes on, and the teams they manage. What is closed stays with them.',
  holdsNothing: (name: string) => `${name} holds nothing that others would have to go on with.`,
  everything: 'Who takes over',
  stays: 'Nobody: it stays as it is',
  exceptions: 'Not everything to the same person',
  forObject: (objects: string) => `${objects} go to`,
  forTeam: (team: string) => `What belongs to ${team} goes to`,
  asTheRest: 'Like everything else',
  asTeamOrRest: 'Like its team or everything else',
  doDeactivate: 'Deactivate',
  doBoth: (count: number) => `Deactivate and hand over ${records(count)}`,
  doHandOver: (count: number) => `Hand over ${records(count)}`,
  running: (name: string) => `What ${name} worked on is being handed over. You can go on working meanwhile.`,
  progress: (done: string, total: string) => `${done} of ${total}`,
  stop: 'Stop',
  done: (count: number) => `${n(count, 'record has', 'records have')} a new owner`,
  stopped: 'It was stopped. What was handed over until then stays so, and can be undone.',
  interrupted: 'The server stopped in between.',
  failed: 'It could not be finished.',
  refused: (count: number) => `${n(count, 'record was', 'records were')} refused and left as they were.`,
}

export type Words = typeof words
