import { plainWords } from '@tendero/model'

/** A line of an address: the number of the house, and the words that name the street. */
export interface Street {
  readonly number: string
  readonly words: readonly string[]
}

/** What streets are called, abbreviated or not, in the languages of our customers: it tells little about which one. */
const kinds = new Set(
  `street st str road rd avenue ave av avda avd avenida boulevard blvd blv bulevar lane ln drive dr court ct place pl
  plaza plza pza square sq terrace tce ter crescent cres cr circuit cct close cl way highway hwy parkway pkwy pky expressway
  expy circle cir trail trl alley row calle c carrer carretera ctra paseo pso ronda rda camino cno travesia trav pasaje
  pje via glorieta gta urbanizacion urb poligono pol tanav tn maantee mnt puiestee pst tee allee strasse weg platz gasse
  rue`.split(/\s+/),
)

/** Directions and parts of a house: written by one, left out by the other. */
const besides = new Set(
  `n s e w ne nw se sw north south east west northeast northwest southeast southwest no num numero number apt apartment
  unit suite ste floor fl flat room rm bldg building piso planta puerta pta portal esc escalera bajo izq dcha krt korter
  de del la las el los the of and y ja at`.split(/\s+/),
)

const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, i) => [word, `${i + 1}th`]),
)

/**
 * @example streetOf('500 East 67th Street') //=> { number: '500', words: ['67th'] }
 * @example streetOf('C/ Mayor, 12, 3º B') //=> { number: '12', words: ['mayor'] }
 */
export function streetOf(line: string): Street {
  const all = beforeCrossing(plainWords(line))
  const number = all.find((word) => /^\d+[a-z]?$/.test(word)) ?? ''
  const words = all.filter((word) => !/^\d+[a-z]?$/.test(word) && !besides.has(word)).map(plainOrdinal)
  const named = words.filter((word) => !kinds.has(word))
  return { number, words: named.length > 0 ? named : words }
}

/** What is near or between tells where the house is found, not which street it is in. */
function beforeCrossing(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, i) => i > 0 && crossing.has(word))
  return at < 0 ? words : words.slice(0, at)
}

const crossing: ReadonlySet<string> = new Set(['near', 'between', 'bet', 'corner', 'entre', 'esquina', 'nurk'])

function plainOrdinal(word: string): string {
  return ordinals.get(word) ?? word.replace(/^(\d+)(st|nd|rd)$/, '$1th')
}
