import { ActionIcon, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconEyeOff, IconPlus, IconTrash } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { type Relation, relationOf } from '../../records/page/page-parts.ts'
import type { SortableLine } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { changedSection, partsOf, type Row, toggled, withoutSection } from './layout-draft.ts'

type Rows = readonly Row[]

/** A heading, a field, or where what is left out begins, as a line of the editor. */
export function useFieldRow(
  object: MetadataObject,
  needed: ReadonlySet<string>,
  rows: Rows,
  onRows: (rows: Rows) => void,
): (row: Row) => SortableLine {
  const said = useSettingsWords().layouts
  const entryLine = useEntryLine()
  const leftOutLine = useLeftOutLine()
  const sections = rows.filter(({ kind }) => kind === 'section')
  return (row) => {
    if (row.kind === 'leftOut') return leftOutLine
    if (row.kind === 'entry') {
      const label = fieldOf(object, row.id)?.label ?? row.id
      return {
        ...entryLine(row, label, rows, onRows, needed.has(row.id)),
        subtitle: needed.has(row.id) ? said.required : undefined,
      }
    }
    const number = sections.indexOf(row) + 1
    return {
      id: row.id,
      name: row.title || said.section(number),
      title: (
        <SectionHead row={row} number={number} onChange={(change) => onRows(changedSection(rows, row.id, change))} />
      ),
      actions: sections.length > 1 && (
        <RemoveSection number={number} onRemove={() => onRows(withoutSection(rows, row.id))} />
      ),
    }
  }
}

/** A list of related records as a line of the editor. */
export function useListRow(
  lists: readonly Relation[],
): (row: Row, rows: Rows, onRows: (rows: Rows) => void) => SortableLine {
  const entryLine = useEntryLine()
  const leftOutLine = useLeftOutLine()
  return (row, rows, onRows) => {
    if (row.kind === 'leftOut') return leftOutLine
    const list = lists.find((one) => relationOf(one) === row.id)
    const name = list ? `${list.object.label.many} (${list.field.label})` : row.id
    return { ...entryLine(row, name, rows, onRows), indent: 0 }
  }
}

function useLeftOutLine(): SortableLine {
  const said = useSettingsWords().layouts
  return {
    id: 'left out',
    name: said.leftOut,
    title: said.leftOut,
    subtitle: said.leftOutLead,
    mark: <IconEyeOff size={18} stroke={1.6} aria-hidden />,
  }
}

function useEntryLine() {
  const said = useSettingsWords().layouts
  return (row: Row, name: string, rows: Rows, onRows: (rows: Rows) => void, stays = false): SortableLine => {
    const out = partsOf(rows).hidden.includes(row)
    const word = out ? said.takeIn(name) : said.leaveOut(name)
    return {
      id: row.id,
      name,
      indent: 1,
      title: name,
      faded: out,
      actions: !stays && (
        <ActionIcon aria-label={word} title={word} onClick={() => onRows(toggled(rows, row.id))}>
          {out ? <IconPlus size={18} stroke={1.6} /> : <IconEyeOff size={18} stroke={1.6} />}
        </ActionIcon>
      ),
    }
  }
}

interface SectionHeadProps {
  readonly row: Extract<Row, { kind: 'section' }>
  readonly number: number
  readonly onChange: (change: { readonly title?: string; readonly columns?: 1 | 2 }) => void
}

function SectionHead({ row, number, onChange }: SectionHeadProps) {
  const said = useSettingsWords().layouts
  return (
    <Group gap="xs" wrap="wrap" component="span">
      <TextInput
        size="sm"
        flex="1 1 10rem"
        aria-label={said.heading(number)}
        placeholder={said.noHeading}
        maxLength={100}
        value={row.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <NativeSelect
        size="sm"
        aria-label={said.columnsOf(row.title || said.section(number))}
        value={String(row.columns)}
        data={([1, 2] as const).map((count) => ({ value: String(count), label: said.columns(count) }))}
        onChange={(event) => onChange({ columns: event.currentTarget.value === '2' ? 2 : 1 })}
      />
    </Group>
  )
}

function RemoveSection({ number, onRemove }: { readonly number: number; readonly onRemove: () => void }) {
  const { verbs } = useWords()
  const said = useSettingsWords().layouts
  return (
    <ActionIcon aria-label={`${verbs.remove}: ${said.section(number)}`} title={verbs.remove} onClick={onRemove}>
      <IconTrash size={18} stroke={1.6} />
    </ActionIcon>
  )
}
