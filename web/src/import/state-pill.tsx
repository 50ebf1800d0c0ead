import type { ImportRun, ImportState } from '@tendero/model/api'
import { Pill } from '../design/pill.tsx'
import { useImportWords } from './words.ts'

const colours: Readonly<Record<ImportState, string>> = {
  uploaded: 'gray',
  checking: 'blue',
  checked: 'gray',
  running: 'blue',
  done: 'green',
  cancelled: 'orange',
  failed: 'red',
  reverting: 'blue',
  reverted: 'gray',
}

export function StatePill({ run }: { readonly run: Pick<ImportRun, 'state'> }) {
  const words = useImportWords()
  return <Pill color={colours[run.state]}>{words.states[run.state]}</Pill>
}
