import { ActionIcon, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FocusEvent, KeyboardEvent } from 'react'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useSalesWords } from '../words.ts'
import type { Draft, LineRow } from './line-rows.ts'
import { lineTotal } from './line-total.ts'
import classes from './lines.module.css'
import type { ProductOption } from './lines-data.ts'
import type { LineColumn } from './pasted-rows.ts'
import { ProductCell } from './product-cell.tsx'
import type { LinesEditor } from './use-lines-editor.ts'

interface LineRowProps {
  readonly row: LineRow
  readonly number: number
  readonly currency: string
  readonly editor: LinesEditor
  readonly autoFocus: boolean
}

/** A product that is chosen brings its price, unless another was typed. */
function chosen(draft: Draft, product: ProductOption | null): Partial<Draft> {
  return {
    product: product?.id ?? null,
    productName: product?.name ?? null,
    unitPrice: product?.price ?? draft.unitPrice,
    quantity: draft.quantity ?? '1',
  }
}

/** One line: product, description, figures and what it comes to. */
export function LineFields({ row, number, currency, editor, autoFocus }: LineRowProps) {
  const words = useSalesWords().lines
  const format = useFormat()
  const { key, draft, problems } = row
  const total = lineTotal(draft, currency)
  const name = draft.productName ?? draft.description ?? words.line(number)
  const change = (patch: Partial<Draft>): void => editor.change(key, patch)

  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) editor.leave(key)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Delete' && (event.ctrlKey || event.metaKey) && (row.id !== null || row.draft !== row.saved)) {
      event.preventDefault()
      focusBeside(event.currentTarget, columnOf(event.target), 1, true)
      editor.remove(key, name)
    }
    const by = stepOf(event)
    if (by === 0 || event.defaultPrevented) return
    event.preventDefault()
    focusBeside(event.currentTarget, columnOf(event.target), by)
  }
  const figure = (column: 'quantity' | 'unitPrice' | 'discount', label: string) => (
    <div data-column={column}>
      <span className={classes.phoneLabel} aria-hidden>
        {label}
      </span>
      <NumberEntry
        aria-label={label}
        value={draft[column]}
        error={problems[column]}
        classNames={{ input: classes.figure }}
        onFocus={(event) => event.currentTarget.select()}
        onNumber={(plain) => change({ [column]: plain })}
      />
    </div>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of the table above it
    <div
      role="group"
      aria-label={words.line(number)}
      className={classes.row}
      data-line
      data-new={row.id === null || undefined}
      onBlur={leave}
      onKeyDown={press}
      onPaste={(event) => {
        if (editor.paste(key, columnOf(event.target) ?? 'product', event.clipboardData.getData('text')))
          event.preventDefault()
      }}
    >
      <div className={classes.product} data-column="product">
        <ProductCell
          label={words.product}
          product={draft.product}
          name={draft.productName}
          placeholder={row.id === null ? words.add : undefined}
          error={problems.product ?? problems['']}
          autoFocus={autoFocus}
          onChoose={(product) => change(chosen(draft, product))}
        />
      </div>
      <div className={classes.description} data-column="description">
        <TextInput
          aria-label={words.description}
          placeholder={words.description}
          value={draft.description ?? ''}
          error={problems.description}
          onChange={(event) => change({ description: event.currentTarget.value || null })}
        />
      </div>
      {figure('quantity', words.quantity)}
      {figure('unitPrice', words.price)}
      {figure('discount', words.discount)}
      <output className={`${classes.total} tendero-figures`} aria-label={words.total}>
        {total === undefined ? '' : format.money({ minor: total, currency })}
      </output>
      <ActionIcon
        aria-label={words.remove(name)}
        className={classes.remove}
        disabled={row.id === null && row.saved === null && total === undefined && draft.description === null}
        onClick={() => editor.remove(key, name)}
      >
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  )
}

function columnOf(target: EventTarget): LineColumn | undefined {
  const column = target instanceof Element ? target.closest('[data-column]')?.getAttribute('data-column') : undefined
  return columns.find((one) => one === column)
}

const columns: readonly LineColumn[] = ['product', 'description', 'quantity', 'unitPrice', 'discount']

/** Enter goes down and with Shift up, as the arrows do; a list that is open has them for itself. */
function stepOf(event: KeyboardEvent): -1 | 0 | 1 {
  const open = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true'
  if (event.key === 'Enter') return open ? 0 : event.shiftKey ? -1 : 1
  const list = event.target instanceof Element && event.target.hasAttribute('aria-haspopup')
  if (list || event.altKey || event.ctrlKey || event.metaKey) return 0
  if (event.key === 'ArrowDown') return 1
  return event.key === 'ArrowUp' ? -1 : 0
}

function focusBeside(row: Element, column: LineColumn | undefined, by: -1 | 1, orOther = false): void {
  const next = by === 1 ? row.nextElementSibling : row.previousElementSibling
  const other = orOther ? row.previousElementSibling : null
  const target = next?.hasAttribute('data-line') ? next : other
  target?.querySelector<HTMLElement>(`[data-column="${column ?? 'product'}"] input`)?.focus()
}
