import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { date } from '../fields/date.ts'
import { dateTime } from '../fields/date-time.ts'
import { integer } from '../fields/integer.ts'
import { longText } from '../fields/long-text.ts'
import { money } from '../fields/money.ts'
import { percent } from '../fields/percent.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'
import { forecastCategories } from './forecast-categories.ts'
import { sources } from './sources.ts'

/** A sale that may come about. */
export const opportunity = defineObject({
  name: 'opportunity',
  collection: 'opportunities',
  label: {
    en: ['Opportunity', 'Opportunities'],
    es: ['Oportunidad', 'Oportunidades'],
    et: ['Müügivõimalus', 'Müügivõimalused', 'müügivõimalust'],
  },
  icon: 'target-arrow',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
    account: ref('account', { label: ['Account', 'Cuenta', 'Klient'], opensTarget: true }),
    pipeline: ref('pipeline', { label: ['Pipeline', 'Embudo', 'Müügitoru'], required: true }),
    stage: ref('stage', { label: ['Stage', 'Etapa', 'Etapp'], required: true }),
    status: choice({
      label: ['Status', 'Estado', 'Olek'],
      computed: true,
      required: true,
      choices: [
        { value: 'open', label: { en: 'Open', es: 'Abierta', et: 'Avatud' }, color: 'blue' },
        { value: 'won', label: { en: 'Won', es: 'Ganada', et: 'Võidetud' }, color: 'green' },
        { value: 'lost', label: { en: 'Lost', es: 'Perdida', et: 'Kaotatud' }, color: 'red' },
      ],
    }),
    amount: money({ label: ['Amount', 'Importe', 'Summa'] }),
    amountFromLines: boolean({
      label: ['Amount from lines', 'Importe según líneas', 'Summa ridadelt'],
      computed: true,
      hidden: true,
    }),
    closeOn: date({ label: ['Close date', 'Fecha de cierre', 'Sulgemise kuupäev'] }),
    probability: percent({ label: ['Probability', 'Probabilidad', 'Tõenäosus'], minimum: 0, maximum: 100 }),
    probabilitySet: boolean({
      label: ['Probability set by hand', 'Probabilidad fijada a mano', 'Tõenäosus käsitsi'],
      hidden: true,
    }),
    forecastCategory: choice({
      label: ['Forecast category', 'Categoría de previsión', 'Prognoosi kategooria'],
      choices: forecastCategories,
    }),
    forecastCategorySet: boolean({
      label: ['Category set by hand', 'Categoría fijada a mano', 'Kategooria käsitsi'],
      hidden: true,
    }),
    expectedRevenue: money({
      label: ['Expected revenue', 'Ingreso esperado', 'Oodatav tulu'],
      computed: true,
      tells: ['opportunity.amount'],
    }),
    nextStep: ref('activity', { label: ['Next step', 'Próximo paso', 'Järgmine samm'], computed: true }),
    nextStepAt: dateTime({ label: ['Next step on', 'Fecha del próximo paso', 'Järgmise sammu aeg'], computed: true }),
    openedOn: date({ label: ['Opened on', 'Fecha de apertura', 'Avatud'] }),
    closedOn: date({ label: ['Closed on', 'Fecha real de cierre', 'Suletud'] }),
    stageEnteredAt: dateTime({
      label: ['In this stage since', 'En esta etapa desde', 'Selles etapis alates'],
      computed: true,
    }),
    pushCount: integer({ label: ['Times postponed', 'Veces aplazada', 'Edasi lükatud'], computed: true, default: 0 }),
    lossReason: ref('loss_reason', { label: ['Reason lost', 'Motivo de pérdida', 'Kaotuse põhjus'] }),
    lossNote: longText({ label: ['What happened', 'Qué pasó', 'Mis juhtus'], search: 'C' }),
    source: choice({ label: ['Source', 'Origen', 'Allikas'], choices: sources }),
    externalId: text({ label: ['External id', 'Id externo', 'Väline ID'], maxLength: 100, indexed: true, search: 'C' }),
    description: longText({ label: ['Description', 'Descripción', 'Kirjeldus'], search: 'C' }),
    tags: tags({ label: ['Tags', 'Etiquetas', 'Sildid'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'account', 'stage', 'amount', 'closeOn', 'nextStepAt', 'owner'],
  form: ['name', 'account', 'pipeline', 'stage', 'amount', 'closeOn', 'source', 'owner'],
  identifying: ['account', 'amount', 'stage'],
  board: 'stage',
  span: ['openedOn', 'closeOn'],
  owned: true,
  access: { create: 'all', read: 'team', edit: 'own', delete: 'none' },
  keys: ['externalId', 'name'],
  indexes: [
    ['owner', 'stage', '-updatedAt'],
    ['team'],
    ['stage', '-updatedAt'],
    ['account'],
    ['status', 'closeOn'],
    ['status', 'closedOn'],
    ['nextStepAt'],
  ],
  timeline: true,
  searchable: true,
  over: { field: 'status', values: ['won', 'lost'] },
  filters: [
    {
      name: 'mine',
      label: ['My open opportunities', 'Mis oportunidades abiertas', 'Minu avatud müügivõimalused'],
      filter: {
        and: [
          { field: 'owner', op: 'is', value: 'me' },
          { field: 'status', op: 'is', value: 'open' },
        ],
      },
    },
    {
      name: 'closing_this_month',
      label: ['Closing this month', 'Cierran este mes', 'Sulguvad sel kuul'],
      filter: {
        and: [
          { field: 'status', op: 'is', value: 'open' },
          { field: 'closeOn', op: 'in', value: 'this_month' },
        ],
      },
    },
    {
      name: 'overdue',
      label: ['Close date in the past', 'Fecha de cierre vencida', 'Sulgemise kuupäev möödas'],
      filter: {
        and: [
          { field: 'status', op: 'is', value: 'open' },
          { field: 'closeOn', op: 'less', value: 'today' },
        ],
      },
    },
    {
      name: 'no_next_step',
      label: ['Without a next step', 'Sin próximo paso', 'Järgmise sammuta'],
      filter: {
        and: [
          { field: 'status', op: 'is', value: 'open' },
          { field: 'nextStepAt', op: 'is_empty' },
        ],
      },
    },
  ],
})
