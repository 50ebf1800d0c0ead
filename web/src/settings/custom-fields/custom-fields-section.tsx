import { Button } from '@mantine/core'
import { IconForms, IconPlus } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { Message, NotFoundScreen } from '../../design/page-states.tsx'
import { useCatalogue } from '../../kernel/metadata.ts'
import { Chips } from '../chips.tsx'
import { type Kept, useAll, useReorder } from '../data.ts'
import { inOrderOfUse } from '../in-order-of-use.ts'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { FieldEditor } from './field-editor.tsx'
import { useFieldLine } from './field-line.tsx'
import { useFilling } from './filling.ts'
import { StandardFields } from './standard-fields.tsx'

type CustomField = Kept<'custom_field'>
type Asked = { readonly field?: CustomField } | null

export function CustomFieldsSection() {
  const words = useSettingsWords()
  const objects = inOrderOfUse(useCatalogue().objects)
  const fields = useAll('custom_field')
  const [item, open] = useItem()
  const object = item === undefined ? objects[0] : objects.find(({ name }) => name === item)
  return (
    <SectionFrame {...words.sections['custom-fields']}>
      <Chips
        label={words.customFields.objects}
        chosen={object?.name}
        onChoose={open}
        items={objects.map(({ name, label }) => ({
          key: name,
          label: label.many,
          count: fields.filter((field) => field.object === name).length,
        }))}
      />
      {object ? <ObjectFields key={object.name} object={object} /> : <NotFoundScreen />}
    </SectionFrame>
  )
}

function ObjectFields({ object }: { readonly object: MetadataObject }) {
  const words = useSettingsWords().customFields
  const fields = useAll('custom_field').filter((field) => field.object === object.name)
  const [asked, setAsked] = useState<Asked>(null)
  useFilling(fields)
  const lineOf = useFieldLine((field) => setAsked({ field }))
  const reorder = useReorder('custom_field')
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
      {words.add}
    </Button>
  )
  const order = (ids: readonly string[]): void => {
    const items = ids.flatMap((id) => fields.find((field) => field.id === id) ?? [])
    reorder.mutate({ items, said: words.reordered })
  }
  return (
    <>
      {fields.length === 0 ? (
        <Message title={words.none(object.label.many)} picture={<IconForms size={40} stroke={1.2} />} action={add}>
          {words.noneLead}
        </Message>
      ) : (
        <>
          <SortableSheet label={words.ofObject(object.label.many)} lines={fields.map(lineOf)} onOrder={order} />
          <div>{add}</div>
        </>
      )}
      <StandardFields object={object} />
      {asked && (
        <FieldEditor
          key={asked.field?.id ?? 'new'}
          object={object}
          field={asked.field}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
