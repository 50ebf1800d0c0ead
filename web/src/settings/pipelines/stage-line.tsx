import { ActionIcon, ColorSwatch, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { type Kept, useDelete, useNameOf } from '../data.ts'
import { useFieldChoices } from '../field-labels.ts'
import type { SortableLine } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'

/** A stage as a line of its pipeline. */
export function useStageLine(onOpen: (stage: Kept<'stage'>) => void) {
  const words = useWords()
  const own = useSettingsWords().pipelines
  const format = useFormat()
  const nameOf = useNameOf()
  const categories = useFieldChoices('stage', 'category')
  const forecasts = useFieldChoices('stage', 'forecastCategory')
  const opportunity = useObject('opportunity')
  const remove = useDelete('stage')
  const labelOf = (field: string): string => (opportunity && fieldOf(opportunity, field)?.label) ?? field
  return (stage: Kept<'stage'>): SortableLine => {
    const category = categories.find(({ value }) => value === stage.category)
    const forecast = forecasts.find(({ value }) => value === stage.forecastCategory)
    const notes = [
      ...(stage.requiredFields?.length ? [own.asksFor(format.list(stage.requiredFields.map(labelOf)))] : []),
      ...(stage.maxAge ? [own.staleAfter(stage.maxAge)] : []),
      ...(stage.workInProgressLimit ? [own.limitedTo(stage.workInProgressLimit)] : []),
    ]
    return {
      id: stage.id,
      name: nameOf(stage),
      onOpen: () => onOpen(stage),
      mark: (
        <ColorSwatch
          size={10}
          withShadow={false}
          color={`var(--mantine-color-${category?.color ?? 'gray'}-6)`}
          aria-hidden
        />
      ),
      title: nameOf(stage),
      subtitle: notes.length > 0 ? notes.join(' · ') : undefined,
      cells: (
        <>
          {forecast && <span>{forecast.label}</span>}
          {stage.category !== 'open' && category && <Pill color={category.color}>{category.label}</Pill>}
          <Text span size="sm" className="tendero-figures" miw={44} ta="end">
            {format.percent(stage.probability)}
          </Text>
        </>
      ),
      actions: (
        <ActionIcon
          aria-label={`${words.verbs.delete}: ${nameOf(stage)}`}
          title={words.verbs.delete}
          onClick={() => remove.mutate({ id: stage.id, said: words.undo.deleted(nameOf(stage)) })}
        >
          <IconTrash size={18} stroke={1.6} />
        </ActionIcon>
      ),
    }
  }
}
