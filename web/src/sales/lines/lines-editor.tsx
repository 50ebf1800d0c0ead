import { Modal, Text } from '@mantine/core'
import type { AnyRecord } from '@tendero/model/api'
import { useIsPhone } from '../../design/widths.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { useSalesWords } from '../words.ts'
import { LineFields } from './line-row.tsx'
import { lineTotal } from './line-total.ts'
import classes from './lines.module.css'
import { useLinesEditor } from './use-lines-editor.ts'

interface LinesEditorProps {
  readonly record: AnyRecord
  readonly title: string
  readonly onClose: () => void
}

/** The products of a deal as a sheet: typed, pasted and saved row by row. */
export function LinesEditor({ record, title, onClose }: LinesEditorProps) {
  const words = useWords()
  const phone = useIsPhone()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="64rem"
      fullScreen={phone}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <Sheet record={record} />
    </Modal>
  )
}

/** The currency of the deal's amount: its lines are in that. */
export function currencyOf(record: AnyRecord, base: string): string {
  const { amount } = record
  const known = typeof amount === 'object' && amount !== null && 'currency' in amount ? amount.currency : undefined
  return typeof known === 'string' ? known : base
}

function Sheet({ record }: Pick<LinesEditorProps, 'record'>) {
  const words = useSalesWords().lines
  const format = useFormat()
  const { workspace } = useSession()
  const editor = useLinesEditor(record.id)
  const currency = currencyOf(record, workspace.baseCurrency)
  const totals = editor.rows.flatMap(({ draft }) => lineTotal(draft, currency) ?? [])
  const firstNew = editor.rows.findIndex(({ id }) => id === null)
  return (
    <>
      <div className={classes.sheet}>
        <div className={`${classes.row} ${classes.head}`} aria-hidden>
          <span>{words.product}</span>
          <span>{words.description}</span>
          <span className={classes.end}>{words.quantity}</span>
          <span className={classes.end}>{words.price}</span>
          <span className={classes.end}>{words.discount}</span>
          <span className={classes.end}>{words.total}</span>
          <span />
        </div>
        {editor.rows.map((row, index) => (
          <LineFields
            key={row.key}
            row={row}
            number={index + 1}
            currency={currency}
            editor={editor}
            autoFocus={index === firstNew}
          />
        ))}
      </div>
      <div className={classes.sum}>
        <Text size="xs" c="dimmed" className={classes.hint}>
          {words.hint}
        </Text>
        <Text size="sm" c="dimmed" role="status" className={classes.state}>
          {editor.saving ? words.saving : totals.length > 0 ? words.saved : ''}
        </Text>
        <Text fw={600} className="tendero-figures">
          {words.sum} {format.money({ minor: totals.reduce((sum, one) => sum + one, 0), currency })}
        </Text>
      </div>
    </>
  )
}
