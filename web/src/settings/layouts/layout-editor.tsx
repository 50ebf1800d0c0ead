import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import type { Layout, LayoutPlace } from '@tendero/model/layout'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { useWords } from '../../kernel/language.ts'
import { useEveryRelatedList } from '../../records/page/page-parts.ts'
import { type Kept, useDelete, useSave } from '../data.ts'
import { Part } from '../section-frame.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { entryRows, layoutOf, partsOf, type Row, reordered, rowsOf, withSection } from './layout-draft.ts'
import { fieldsIn, neededIn, standardLayout } from './layout-fields.ts'
import { LayoutPreview } from './layout-preview.tsx'
import { useFieldRow, useListRow } from './layout-rows.tsx'

interface LayoutEditorProps {
  readonly object: MetadataObject
  readonly place: LayoutPlace
  /** Null for all roles that have none of their own. */
  readonly role: string | null
  readonly own: Kept<'layout'> | undefined
  readonly ofAll: Kept<'layout'> | undefined
}

/** Sections and their fields, and of a page the lists beside them: by dragging or by keys, with a preview. */
export function LayoutEditor({ object, place, role, own, ofAll }: LayoutEditorProps) {
  const words = useWords()
  const said = useSettingsWords().layouts
  const needed = neededIn(object, place)
  const known = (own ?? ofAll)?.definition as Layout | undefined
  const first = known ?? standardLayout(object, place)
  const [rows, setRows] = useState(() =>
    rowsOf(
      first,
      fieldsIn(object, place).map(({ name }) => name),
      needed,
    ),
  )
  const related = useRelatedRows(object, first)
  const save = useSave('layout')
  const reset = useDelete('layout')
  const fieldRow = useFieldRow(object, needed, rows, setRows)
  const definition: Layout = { ...layoutOf(rows), ...(place === 'page' ? related.layout : {}) }
  const store = (): void =>
    save.mutate({
      ...(own ? { id: own.id, version: own.version } : {}),
      values: own ? { definition } : { object: object.name, place, role, definition },
      said: said.saved,
    })
  return (
    <>
      <Text size="sm" c="dimmed">
        {own ? said.hint : role !== null && ofAll ? said.follows : said.standard}
      </Text>
      <FormError error={save.error} />
      <SortableSheet
        label={said.fields}
        lines={rows.map(fieldRow)}
        onOrder={(ids) => setRows(reordered(rows, ids, needed))}
      />
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setRows(withSection(rows))}
        >
          {said.addSection}
        </Button>
      </div>
      {place === 'page' && related.rows.length > 1 && (
        <Part title={said.related} lead={said.relatedLead}>
          <SortableSheet label={said.related} lines={related.lines} onOrder={related.order} />
        </Part>
      )}
      <Part title={said.preview}>
        <LayoutPreview object={object} layout={definition} place={place} />
      </Part>
      <Group gap="xs">
        <Button onClick={store} loading={save.isPending}>
          {words.verbs.save}
        </Button>
        {own && (
          <Button
            variant="default"
            loading={reset.isPending}
            onClick={() => reset.mutate({ id: own.id, said: said.wasReset })}
          >
            {role !== null && ofAll ? said.resetToAll : said.reset}
          </Button>
        )}
      </Group>
    </>
  )
}

/** The lists beside a page, as lines to be moved and left out. */
function useRelatedRows(object: MetadataObject, { related = [], hiddenRelated = [] }: Layout) {
  const lists = useEveryRelatedList(object)
  const listRow = useListRow(lists)
  const names = lists.map((one) => `${one.object.name}.${one.field.name}`)
  const there = (wanted: readonly string[]) => wanted.filter((name) => names.includes(name))
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const hidden = there(hiddenRelated)
    const shown = [...new Set([...there(related), ...names])].filter((name) => !hidden.includes(name))
    return entryRows(shown, hidden)
  })
  const { shown, hidden } = partsOf(rows)
  return {
    rows,
    lines: rows.map((row) => listRow(row, rows, setRows)),
    order: (ids: readonly string[]) => setRows(reordered(rows, ids, new Set())),
    layout: { related: shown.map(({ id }) => id), hiddenRelated: hidden.map(({ id }) => id) },
  }
}
