import type { Access, ObjectType, Rights, Translated } from '@tendero/model'

/** What a new workspace begins with: roles, one pipeline, reasons for losing. Names in three languages. */

interface Seed {
  readonly key: string
  readonly labels: Translated
}

export interface StageSeed extends Seed {
  readonly category: 'open' | 'won' | 'lost'
  readonly probability: number
  readonly forecastCategory: string
  readonly requiredFields?: readonly string[]
  /** Days. */
  readonly maxAge?: number
}

export const pipelineSeed: Seed = { key: 'sales', labels: { en: 'Sales', es: 'Ventas', et: 'Müük' } }

export const stageSeeds: readonly StageSeed[] = [
  {
    key: 'qualification',
    labels: { en: 'Qualification', es: 'Cualificación', et: 'Kvalifitseerimine' },
    category: 'open',
    probability: 10,
    forecastCategory: 'pipeline',
    maxAge: 30,
  },
  {
    key: 'needs',
    labels: { en: 'Needs analysis', es: 'Análisis de necesidades', et: 'Vajaduste uurimine' },
    category: 'open',
    probability: 25,
    forecastCategory: 'pipeline',
    maxAge: 30,
  },
  {
    key: 'proposal',
    labels: { en: 'Proposal', es: 'Propuesta', et: 'Pakkumine' },
    category: 'open',
    probability: 50,
    forecastCategory: 'best_case',
    requiredFields: ['amount', 'closeOn'],
    maxAge: 21,
  },
  {
    key: 'negotiation',
    labels: { en: 'Negotiation', es: 'Negociación', et: 'Läbirääkimised' },
    category: 'open',
    probability: 75,
    forecastCategory: 'commit',
    requiredFields: ['amount', 'closeOn'],
    maxAge: 21,
  },
  {
    key: 'won',
    labels: { en: 'Won', es: 'Ganada', et: 'Võidetud' },
    category: 'won',
    probability: 100,
    forecastCategory: 'closed',
    requiredFields: ['account', 'amount'],
  },
  {
    key: 'lost',
    labels: { en: 'Lost', es: 'Perdida', et: 'Kaotatud' },
    category: 'lost',
    probability: 0,
    forecastCategory: 'omitted',
  },
]

export const lossReasonSeeds: readonly Seed[] = [
  { key: 'price', labels: { en: 'Price', es: 'Precio', et: 'Hind' } },
  { key: 'competitor', labels: { en: 'Chose a competitor', es: 'Eligió a un competidor', et: 'Valis konkurendi' } },
  { key: 'budget', labels: { en: 'No budget', es: 'Sin presupuesto', et: 'Raha puudus' } },
  { key: 'no_decision', labels: { en: 'No decision', es: 'Sin decisión', et: 'Otsust ei tehtud' } },
  { key: 'timing', labels: { en: 'Bad timing', es: 'Mal momento', et: 'Vale aeg' } },
  { key: 'missing_product', labels: { en: 'We did not have it', es: 'No lo teníamos', et: 'Meil polnud sobivat' } },
  { key: 'not_stated', labels: { en: 'Not stated', es: 'Sin indicar', et: 'Märkimata' } },
]

export type RoleKey = 'administrator' | 'manager' | 'representative'

export const roleSeeds: readonly (Seed & { readonly key: RoleKey })[] = [
  { key: 'administrator', labels: { en: 'Administrator', es: 'Administración', et: 'Administraator' } },
  { key: 'manager', labels: { en: 'Manager', es: 'Responsable de equipo', et: 'Juht' } },
  { key: 'representative', labels: { en: 'Representative', es: 'Comercial', et: 'Müügiesindaja' } },
]

/** Rights of the roles we seed, from the defaults of the declarations. */
export function rightsOf(role: RoleKey, objects: Iterable<ObjectType>): Rights {
  return {
    objects: Object.fromEntries(
      [...objects].map((object) => [
        object.name,
        role === 'manager' ? { ...managed(object.access, object.owned), ...object.managed } : object.access,
      ]),
    ),
    actions: role === 'representative' ? ['export'] : ['export', 'import', 'mass_edit', 'merge'],
  }
}

/** A manager answers for the team and the teams below. */
function managed(access: Access, owned: boolean): Access {
  if (!owned || access.read === 'own') return access
  const wider = (scope: Access['read']) => (scope === 'all' ? 'all' : 'team_and_below')
  return { create: access.create, read: wider(access.read), edit: wider(access.edit), delete: wider(access.delete) }
}
