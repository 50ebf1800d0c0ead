import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Pill } from '../../design/pill.tsx'
import { useWords } from '../../kernel/language.ts'
import { type Kept, useDelete } from '../data.ts'
import type { SortableLine } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { kindIcons, readKind } from './field-kinds.ts'
import { isFilling } from './filling.ts'

/** The icon of a kind of field, before its name. */
export function KindMark({ kind }: { readonly kind: string }) {
  const known = readKind(kind)
  const Icon = known && kindIcons[known]
  return (
    <span aria-hidden="true" style={{ display: 'inline-flex', color: 'var(--mantine-color-dimmed)' }}>
      {Icon && <Icon size={18} stroke={1.6} />}
    </span>
  )
}

/** A custom field as a line of the list. */
export function useFieldLine(onOpen: (field: Kept<'custom_field'>) => void) {
  const words = useWords()
  const own = useSettingsWords().customFields
  const remove = useDelete('custom_field')
  return (field: Kept<'custom_field'>): SortableLine => {
    const kind = readKind(field.kind)
    return {
      id: field.id,
      name: field.label,
      title: field.label,
      subtitle: `${kind ? own.kinds[kind] : field.kind} · ${field.name}`,
      mark: <KindMark kind={field.kind} />,
      onOpen: () => onOpen(field),
      cells: (field.required || field.indexed || isFilling(field)) && (
        <>
          {field.required && <Pill>{own.required}</Pill>}
          {field.indexed && <Pill color="teal">{own.fast}</Pill>}
          {isFilling(field) && <Pill>{own.filling(field.filled ?? 0)}</Pill>}
        </>
      ),
      actions: (
        <ActionIcon
          aria-label={`${words.verbs.delete}: ${field.label}`}
          title={words.verbs.delete}
          onClick={() => remove.mutate({ id: field.id, said: words.undo.deleted(field.label) })}
        >
          <IconTrash size={18} stroke={1.6} />
        </ActionIcon>
      ),
    }
  }
}
