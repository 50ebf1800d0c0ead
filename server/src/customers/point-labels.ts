import { type LabelLine, type Language, languages, translated } from '@tendero/model'

/** What contact cards say of a way to reach somebody, in words. */
const labels: Readonly<Record<string, LabelLine>> = {
  work: ['Work', 'Trabajo', 'Töö'],
  home: ['Home', 'Casa', 'Kodu'],
  cell: ['Mobile', 'Móvil', 'Mobiil'],
  main: ['Main', 'Principal', 'Peamine'],
  fax: ['Fax', 'Fax', 'Faks'],
  pager: ['Pager', 'Buscapersonas', 'Piipar'],
  other: ['Other', 'Otro', 'Muu'],
}

/** Types that mean the same as another. */
const sameTypes: Readonly<Record<string, string>> = { mobile: 'cell', iphone: 'cell' }

/**
 * The label of a contact point for the types of a card; types without a word of ours stay as they are.
 * @example pointLabel(['work', 'fax'], 'en') //=> 'Work, Fax'
 */
export function pointLabel(types: readonly string[], language: Language): string | null {
  const words = types.map((type) => {
    const line = labels[sameTypes[type] ?? type]
    return line ? translated(line)[language] : type
  })
  return words.join(', ') || null
}

/**
 * The types of a card for a contact point's label, in whichever language it was written; the rest is a label of the
 * person's own.
 * @example pointTypes('Töö, Assistent') //=> { types: ['work'], label: 'Assistent' }
 */
export function pointTypes(label: string | null): { readonly types: readonly string[]; readonly label: string | null } {
  const types: string[] = []
  const own: string[] = []
  for (const word of (label ?? '').split(',').map((one) => one.trim())) {
    const type = typeOf(word)
    if (type) types.push(type)
    else if (word) own.push(word)
  }
  return { types, label: own.join(', ') || null }
}

function typeOf(word: string): string | undefined {
  const lower = word.toLowerCase()
  return Object.entries(labels).find(([type, line]) =>
    [type, ...languages.map((language) => translated(line)[language].toLowerCase())].includes(lower),
  )?.[0]
}
