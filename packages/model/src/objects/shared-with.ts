import type { Choice } from '../field-type.ts'
import { choice } from '../fields/choice.ts'
import type { LabelLine } from '../translated.ts'

const readers: readonly Choice[] = [
  { value: 'nobody', label: { en: 'Nobody', es: 'Nadie', et: 'Mitte kellegagi' } },
  { value: 'team', label: { en: 'The team', es: 'El equipo', et: 'Meeskonnaga' } },
  { value: 'everybody', label: { en: 'Everybody', es: 'Todos', et: 'Kõigiga' } },
]

/** Who may read a record besides its owner: nobody, its team and those who stand above it, or everybody. */
export function sharedWith(label: LabelLine) {
  return choice({ label, required: true, default: 'nobody', choices: readers })
}
