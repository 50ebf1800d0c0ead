import { useQueryClient } from '@tanstack/react-query'
import type { AnyRecord } from '@tendero/model/api'
import { useEffect, useRef, useState } from 'react'
import { failed, notice, undoable } from '../../design/notices.tsx'
import { type Amount, useFormat } from '../../kernel/format.ts'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { errorWords, fieldErrors } from '../../kernel/problems.ts'
import { operationOf } from '../../kernel/transport.ts'
import { useSalesWords } from '../words.ts'
import { isBlank, isDirty, type LineRow, mergedRows, newRow, patchOf } from './line-rows.ts'
import {
  amountFromLines,
  lineRecords,
  linesQuery,
  productsNamed,
  refreshLines,
  typedAmount,
  useLines,
} from './lines-data.ts'
import { type LineColumn, type PastedRow, pastedRows } from './pasted-rows.ts'

export interface LinesEditor {
  readonly rows: readonly LineRow[]
  readonly saving: boolean
  change(key: string, draft: Partial<LineRow['draft']>): void
  /** The row was left: what changed is saved. */
  leave(key: string): void
  remove(key: string, name: string): void
  /** Takes rows of a spreadsheet; false when the text is one value alone. */
  paste(key: string, from: LineColumn, text: string): boolean
}

/** Rows as they are being typed, saved one after the other as they are left. */
export function useLinesEditor(opportunity: string): LinesEditor {
  const words = useWords()
  const sales = useSalesWords()
  const language = useLanguage()
  const format = useFormat()
  const client = useQueryClient()
  const records = useLines(opportunity)
  const [rows, setRows] = useState<readonly LineRow[]>(() => mergedRows([], records ?? []))
  const [pending, setPending] = useState(0)
  const latest = useRef(rows)
  const queue = useRef(Promise.resolve())

  const set = (change: (known: readonly LineRow[]) => readonly LineRow[]): void => {
    latest.current = change(latest.current)
    setRows(latest.current)
  }
  const setRow = (key: string, change: (row: LineRow) => LineRow): void =>
    set((known) => known.map((row) => (row.key === key ? change(row) : row)))
  const showServer = (items: readonly AnyRecord[]): void => set((known) => mergedRows(known, items))
  useEffect(() => {
    if (!records) return
    latest.current = mergedRows(latest.current, records)
    setRows(latest.current)
  }, [records])

  const later = (work: () => Promise<void>): void => {
    setPending((count) => count + 1)
    queue.current = queue.current
      .then(work)
      .catch((error: unknown) => failed(error))
      .then(() => setPending((count) => count - 1))
  }
  /** A first line replaces the amount that somebody typed: not in silence. */
  const tellReplaced = (before: Amount | null, operationId: string | undefined): void => {
    const after = before && amountFromLines(opportunity)
    if (!after || (before.minor === after.minor && before.currency === after.currency)) return
    undoable(sales.lines.amountReplaced(format.money(before), format.money(after)), operationId)
  }
  const save = async (key: string): Promise<void> => {
    const row = latest.current.find((one) => one.key === key)
    if (!row || !isDirty(row)) return
    const position = latest.current.indexOf(row)
    setRow(key, (one) => ({ ...one, saving: true, problems: {} }))
    try {
      const patch = patchOf(row)
      const before = typedAmount(opportunity)
      const record = row.id
        ? await lineRecords.update(row.id, patch)
        : await lineRecords.create({ ...patch, opportunity, position }, crypto.randomUUID())
      setRow(key, (one) => ({ ...one, id: record.id, saved: row.draft, saving: false }))
      await refreshLines(opportunity)
      tellReplaced(before, operationOf(record))
      showServer(client.getQueryData(linesQuery(opportunity).queryKey) ?? [])
    } catch (error) {
      const problems = fieldErrors(error, words)
      const some = Object.keys(problems).length > 0 ? problems : { '': errorWords(error, words) }
      setRow(key, (one) => ({ ...one, saving: false, problems: some }))
    }
  }
  const leave = (key: string): void => {
    const row = latest.current.find((one) => one.key === key)
    if (row && isDirty(row)) later(() => save(key))
  }
  // Closing the sheet leaves its row too, of which the browser tells nothing.
  const leaveAll = useRef(() => {})
  leaveAll.current = () => {
    for (const { key } of latest.current) leave(key)
  }
  useEffect(() => () => leaveAll.current(), [])
  const blankLast = (known: readonly LineRow[]): readonly LineRow[] => {
    const end = known.at(-1)
    return end && end.id === null && isBlank(end.draft) ? known : [...known, newRow()]
  }
  const lay = async (key: string, pasted: readonly PastedRow[]): Promise<void> => {
    const names = [...new Set(pasted.flatMap(({ product }) => product ?? []))]
    const found = await productsNamed(names)
    const missing = names.filter((name) => !found.has(name.toLowerCase()))
    const keys: string[] = []
    set((known) => {
      const all = [...known]
      const at = all.findIndex((row) => row.key === key)
      for (const [index, { product, ...values }] of pasted.entries()) {
        const before = all[at + index] ?? newRow()
        const known = product === undefined ? undefined : found.get(product.toLowerCase())
        const named = known && {
          product: known.id,
          productName: known.name,
          unitPrice: values.unitPrice ?? known.price,
        }
        const unnamed = product !== undefined && !known ? { description: values.description ?? product } : {}
        all[at + index] = { ...before, draft: { ...before.draft, ...values, ...named, ...unnamed } }
        keys.push(before.key)
      }
      return blankLast(all)
    })
    for (const one of keys) await save(one)
    notice(sales.lines.pasted(keys.length))
    if (missing.length > 0) notice(sales.lines.notFound(missing.slice(0, 5).join(', ')))
  }

  return {
    rows,
    saving: pending > 0,
    change(key, draft) {
      setRow(key, (row) => ({ ...row, draft: { ...row.draft, ...draft } }))
      set(blankLast)
    },
    leave,
    remove(key, name) {
      const row = latest.current.find((one) => one.key === key)
      if (!row) return
      set((known) => blankLast(known.filter((one) => one.key !== key)))
      const { id } = row
      if (!id) return
      later(async () => {
        try {
          const { operationId } = await lineRecords.remove(id)
          await refreshLines(opportunity)
          undoable(sales.lines.removed(name), operationId)
        } catch (error) {
          showServer(client.getQueryData(linesQuery(opportunity).queryKey) ?? [])
          throw error
        }
      })
    },
    paste(key, from, text) {
      const pasted = pastedRows(text, from, language)
      if (!pasted || pasted.length === 0) return false
      later(() => lay(key, pasted))
      return true
    },
  }
}
