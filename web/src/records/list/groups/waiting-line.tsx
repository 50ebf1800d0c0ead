// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { Button, Skeleton, VisuallyHidden } from '@mantine/core'
import { useWords } from '../../../kernel/language.ts'
import { useRecordWords } from '../../words.ts'
import type { RowGroup } from './group-data.ts'
import type { GroupLine } from './group-lines.ts'
import classes from './groups.module.css'

interface WaitingLineProps {
  readonly line: GroupLine
  readonly index: number
  readonly top: number
  readonly height: number
  readonly active: number | undefined
  /** Asks again for the rows of a group, or for the groups that follow. */
  readonly onAgain: (group: RowGroup) => void
  readonly onReadRest: () => void
}

/** Where a row or a group will stand that is on its way, or that could not be fetched. */
export function WaitingLine({ index, top, height, active, ...waiting }: WaitingLineProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={waiting.line.kind === 'rest' ? 1 : 2}
      className={classes.waiting}
      style={{ top, height }}
    >
      <div
        role="gridcell"
        aria-colindex={2}
        tabIndex={active === undefined ? -1 : 0}
        data-cell={`${index}:${active ?? 0}`}
      >
        <Waiting {...waiting} />
      </div>
    </div>
  )
}

/** What stands where a row or a group will stand. */
export function Waiting({ line, onAgain, onReadRest }: Pick<WaitingLineProps, 'line' | 'onAgain' | 'onReadRest'>) {
  const words = useWords()
  const { groups, list } = useRecordWords()
  if (line.kind !== 'failed' && !(line.kind === 'rest' && line.failed))
    return (
      <>
        <VisuallyHidden>{list.loadingMore}</VisuallyHidden>
        <Skeleton height={12} width={180} />
      </>
    )
  return (
    <>
      {line.kind === 'rest' ? groups.restFailed : groups.failed}{' '}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => (line.kind === 'rest' ? onReadRest() : onAgain(line.group))}
      >
        {words.verbs.retry}
      </Button>
    </>
  )
}
