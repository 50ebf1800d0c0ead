import type { AuditBreak } from './verify-audit.sql.ts'

/** The first broken place, for an operator. */
export function breakSentence(broken: AuditBreak): string {
  switch (broken.kind) {
    case 'seal_removed':
      return `seal ${broken.seal} was removed`
    case 'seal_changed':
      return `seal ${broken.seal} was changed: its digest is not that of what it says`
    case 'seal_replaced':
      return `seal ${broken.seal} was replaced: the one after it follows another`
    case 'tail_cut':
      return `the end was cut off: the chain ends with seal ${broken.seal}, and seal ${broken.anchor} was made`
    case 'anchor_differs':
      return `seal ${broken.seal} is not the one that was noted: the chain was made anew`
    case 'history_without_operation':
      return `the row ${broken.history} of the history was put in: it belongs to no operation`
    case 'inserted':
      return `${named(broken)} was put in: it says that it is sealed, and no seal covers it`
    default:
      return `${named(broken)}, sealed with number ${broken.seal}, ${happened[broken.kind]}`
  }
}

const happened = {
  removed: 'was removed',
  changed: 'was changed',
  history_removed: 'lost rows of its history',
  history_inserted: 'has rows of history that were put in',
  seal_mark_changed: 'says that another seal covers it',
} as const

function named({ entry }: Extract<AuditBreak, { entry: unknown }>): string {
  return `${entry.kind === 'o' ? 'operation' : 'entry'} ${entry.id}`
}
