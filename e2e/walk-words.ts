import { words as esAnalysis } from '../web/src/analysis/words/es.ts'
import { words as etAnalysis } from '../web/src/analysis/words/et.ts'
import { words as esAsOf } from '../web/src/as-of/words/es.ts'
import { words as etAsOf } from '../web/src/as-of/words/et.ts'
import { words as esHealth } from '../web/src/data-health/words/es.ts'
import { words as etHealth } from '../web/src/data-health/words/et.ts'
import { words as es } from '../web/src/i18n/es.ts'
import { words as et } from '../web/src/i18n/et.ts'
import { words as esRecords } from '../web/src/records/words/es.ts'
import { words as etRecords } from '../web/src/records/words/et.ts'
import { words as esSales } from '../web/src/sales/words/es.ts'
import { words as etSales } from '../web/src/sales/words/et.ts'
import { words as esSettings } from '../web/src/settings/words/es.ts'
import { words as etSettings } from '../web/src/settings/words/et.ts'

/** The words by which a walk finds what to press. */
export const speech = {
  es: {
    shared: es,
    records: esRecords,
    sales: esSales,
    settings: esSettings,
    analysis: esAnalysis,
    health: esHealth,
    asOf: esAsOf,
  },
  et: {
    shared: et,
    records: etRecords,
    sales: etSales,
    settings: etSettings,
    analysis: etAnalysis,
    health: etHealth,
    asOf: etAsOf,
  },
} as const

export type Speech = (typeof speech)['es' | 'et']
