import type { Translated } from '@tendero/model'

/** A stage that the deals of a file stand in. */
export interface FileStage {
  /** As the file writes it. */
  readonly name: string
  readonly labels?: Translated
  readonly category: 'open' | 'won' | 'lost'
  /** Percent. */
  readonly probability: number
  readonly forecastCategory: 'pipeline' | 'best_case' | 'closed' | 'omitted'
  /** Days after which a deal is stale. */
  readonly maxAge?: number
}

/** The stages that such files usually have, in their order; of closed deals, 64 in a hundred were won. */
const usual: readonly FileStage[] = [
  {
    name: 'Prospecting',
    labels: { en: 'Prospecting', es: 'Prospección', et: 'Kliendiotsing' },
    category: 'open',
    probability: 20,
    forecastCategory: 'pipeline',
    maxAge: 60,
  },
  {
    name: 'Engaging',
    labels: { en: 'Engaging', es: 'En negociación', et: 'Läbirääkimised' },
    category: 'open',
    probability: 60,
    forecastCategory: 'best_case',
    maxAge: 60,
  },
  {
    name: 'Won',
    labels: { en: 'Won', es: 'Ganada', et: 'Võidetud' },
    category: 'won',
    probability: 100,
    forecastCategory: 'closed',
  },
  {
    name: 'Lost',
    labels: { en: 'Lost', es: 'Perdida', et: 'Kaotatud' },
    category: 'lost',
    probability: 0,
    forecastCategory: 'omitted',
  },
]

/**
 * What a stage means, by its name; one that says nothing is open and even.
 * @example stageNamed('Closed won').category //=> 'won'
 */
export function stageNamed(name: string): FileStage {
  const known = usual.find((stage) => stage.name.toLowerCase() === name.toLowerCase())
  if (known) return { ...known, name }
  if (/\b(won|ganad[oa]|võidetud)\b/i.test(name))
    return { name, category: 'won', probability: 100, forecastCategory: 'closed' }
  if (/\b(lost|perdid[oa]|kaotatud)\b/i.test(name))
    return { name, category: 'lost', probability: 0, forecastCategory: 'omitted' }
  return { name, category: 'open', probability: 50, forecastCategory: 'pipeline' }
}

/** The stages of a pipeline: the open ones by their probability, then won, then lost; a pipeline has each of those. */
export function stagesNamed(names: readonly string[]): readonly FileStage[] {
  const written = new Map(names.filter((name) => name !== '').map((name) => [name.toLowerCase(), stageNamed(name)]))
  const of = (category: FileStage['category']) => [...written.values()].filter((stage) => stage.category === category)
  const open = of('open').sort((a, b) => a.probability - b.probability)
  const orUsual = (category: 'won' | 'lost') => {
    const found = of(category)
    return found.length > 0 ? found : usual.filter((stage) => stage.category === category)
  }
  return [...open, ...orUsual('won'), ...orUsual('lost')]
}
