import { isMergeable } from '../../duplicates/compared.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSettingsWords } from '../words.ts'

const verbs = ['create', 'update', 'delete', 'restore'] as const
const withMerge = [...verbs, 'merge'] as const

/** What can be told of, under the name of each kind of record. */
export function useEventOptions() {
  const { verbs: done } = useSettingsWords().webhooks
  return useCatalogue()
    .objects.filter(({ settings, activity }) => !settings && activity !== '*')
    .map((object) => ({ ...object, told: isMergeable(object) ? withMerge : verbs }))
    .map(({ name, label, told }) => ({
      group: label.many,
      items: told.map((verb) => ({ value: `${name}.${verb}`, label: `${label.one}: ${done[verb]}` })),
    }))
}
