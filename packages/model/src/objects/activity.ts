import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { dateTime } from '../fields/date-time.ts'
import { duration } from '../fields/duration.ts'
import { longText } from '../fields/long-text.ts'
import { mood } from '../fields/mood.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** How a call, visit, meeting or task ended. */
const outcomes = [
  { value: 'done', label: { en: 'Done', es: 'Hecho', et: 'Tehtud' }, color: 'green' },
  { value: 'answered', label: { en: 'Spoke with them', es: 'Contestó', et: 'Vastas' }, color: 'green' },
  { value: 'no_answer', label: { en: 'No answer', es: 'No contestó', et: 'Ei vastanud' }, color: 'orange' },
  { value: 'rescheduled', label: { en: 'Rescheduled', es: 'Reprogramado', et: 'Edasi lükatud' }, color: 'blue' },
  { value: 'cancelled', label: { en: 'Cancelled', es: 'Cancelado', et: 'Tühistatud' }, color: 'gray' },
] as const

const about = {
  account: ref('account', { label: ['Account', 'Cuenta', 'Klient'] }),
  contact: ref('contact', { label: ['Contact', 'Contacto', 'Kontakt'] }),
  lead: ref('lead', { label: ['Lead', 'Interesado', 'Huviline'] }),
  opportunity: ref('opportunity', { label: ['Opportunity', 'Oportunidad', 'Müügivõimalus'] }),
  record: ref('custom_record', { label: ['Record', 'Registro', 'Kirje'] }),
}

const subject = text({ label: ['Subject', 'Asunto', 'Teema'], required: true, search: 'B' })
const body = longText({ label: ['Notes', 'Notas', 'Märkmed'], search: 'C', personal: true })
const dueAt = dateTime({ label: ['Due', 'Para', 'Tähtaeg'] })
const doneAt = dateTime({ label: ['Done at', 'Hecho el', 'Tehtud'] })
const outcome = choice({ label: ['Outcome', 'Resultado', 'Tulemus'], choices: outcomes })
const feeling = mood({ label: ['Mood', 'Ánimo', 'Meeleolu'], personal: true })
const length = duration({ label: ['Duration', 'Duración', 'Kestus'] })
const kind = choice({
  label: ['Kind', 'Tipo', 'Liik'],
  required: true,
  default: 'task',
  createOnly: true,
  choices: [
    { value: 'task', label: { en: 'Task', es: 'Tarea', et: 'Ülesanne' }, color: 'blue' },
    { value: 'call', label: { en: 'Call', es: 'Llamada', et: 'Kõne' }, color: 'teal' },
    { value: 'visit', label: { en: 'Visit', es: 'Visita', et: 'Külastus' }, color: 'grape' },
    { value: 'meeting', label: { en: 'Meeting', es: 'Reunión', et: 'Kohtumine' }, color: 'indigo' },
    { value: 'note', label: { en: 'Note', es: 'Nota', et: 'Märge' }, color: 'yellow' },
  ],
})

const shared = {
  title: 'subject',
  owned: true,
  access: { create: 'all', read: 'team', edit: 'own', delete: 'own' },
  timeline: true,
  searchable: true,
} as const

const indexes = [
  ['owner', 'doneAt', 'dueAt'],
  ['account'],
  ['contact'],
  ['lead', 'doneAt', 'dueAt'],
  ['opportunity', 'doneAt', 'dueAt'],
  ['record'],
] as const

const mine = {
  name: 'mine',
  label: ['My open ones', 'Pendientes míos', 'Minu tegemata'],
  filter: {
    and: [
      { field: 'owner', op: 'is', value: 'me' },
      { field: 'doneAt', op: 'is_empty' },
    ],
  },
} as const

/** Anything done with a customer; the kinds below are its faces. */
export const activity = defineObject({
  ...shared,
  name: 'activity',
  collection: 'activities',
  label: { en: ['Activity', 'Activities'], es: ['Actividad', 'Actividades'], et: ['Tegevus', 'Tegevused', 'tegevust'] },
  icon: 'activity',
  fields: { subject, kind, ...about, dueAt, doneAt, outcome, mood: feeling, duration: length, body },
  list: ['subject', 'kind', 'account', 'dueAt', 'doneAt', 'outcome', 'owner'],
  board: 'kind',
  activity: '*',
  indexes,
  filters: [mine],
})

export const task = defineObject({
  ...shared,
  name: 'task',
  collection: 'tasks',
  label: { en: ['Task', 'Tasks'], es: ['Tarea', 'Tareas'], et: ['Ülesanne', 'Ülesanded', 'ülesannet'] },
  icon: 'checkbox',
  fields: {
    subject,
    ...about,
    dueAt,
    priority: choice({
      label: ['Priority', 'Prioridad', 'Tähtsus'],
      choices: [
        { value: 'low', label: { en: 'Low', es: 'Baja', et: 'Madal' }, color: 'gray' },
        { value: 'normal', label: { en: 'Normal', es: 'Normal', et: 'Tavaline' }, color: 'blue' },
        { value: 'high', label: { en: 'High', es: 'Alta', et: 'Kõrge' }, color: 'red' },
      ],
    }),
    doneAt,
    outcome,
    body,
  },
  list: ['subject', 'account', 'dueAt', 'priority', 'doneAt', 'owner'],
  form: ['subject', 'dueAt', 'account', 'opportunity', 'priority', 'owner', 'body'],
  board: 'priority',
  activity: 'task',
  filters: [mine],
})

export const call = defineObject({
  ...shared,
  name: 'call',
  collection: 'calls',
  label: { en: ['Call', 'Calls'], es: ['Llamada', 'Llamadas'], et: ['Kõne', 'Kõned', 'kõnet'] },
  icon: 'phone',
  fields: {
    subject,
    ...about,
    direction: choice({
      label: ['Direction', 'Sentido', 'Suund'],
      choices: [
        { value: 'outgoing', label: { en: 'Outgoing', es: 'Saliente', et: 'Väljuv' } },
        { value: 'incoming', label: { en: 'Incoming', es: 'Entrante', et: 'Sissetulev' } },
      ],
    }),
    dueAt,
    doneAt,
    outcome,
    mood: feeling,
    duration: length,
    body,
  },
  list: ['subject', 'account', 'contact', 'dueAt', 'doneAt', 'outcome', 'mood', 'owner'],
  form: ['subject', 'dueAt', 'account', 'contact', 'opportunity', 'owner', 'body'],
  board: 'outcome',
  activity: 'call',
  filters: [mine],
})

const place = text({ label: ['Place', 'Lugar', 'Koht'] })

export const visit = defineObject({
  ...shared,
  name: 'visit',
  collection: 'visits',
  label: { en: ['Visit', 'Visits'], es: ['Visita', 'Visitas'], et: ['Külastus', 'Külastused', 'külastust'] },
  icon: 'map-pin',
  fields: { subject, ...about, place, dueAt, doneAt, outcome, mood: feeling, duration: length, body },
  list: ['subject', 'account', 'place', 'dueAt', 'doneAt', 'outcome', 'mood', 'owner'],
  form: ['subject', 'dueAt', 'account', 'contact', 'opportunity', 'place', 'owner', 'body'],
  board: 'outcome',
  activity: 'visit',
  filters: [mine],
})

export const meeting = defineObject({
  ...shared,
  name: 'meeting',
  collection: 'meetings',
  label: { en: ['Meeting', 'Meetings'], es: ['Reunión', 'Reuniones'], et: ['Kohtumine', 'Kohtumised', 'kohtumist'] },
  icon: 'calendar-event',
  fields: { subject, ...about, place, dueAt, doneAt, outcome, mood: feeling, duration: length, body },
  list: ['subject', 'account', 'place', 'dueAt', 'doneAt', 'outcome', 'owner'],
  form: ['subject', 'dueAt', 'account', 'contact', 'opportunity', 'place', 'owner', 'body'],
  board: 'outcome',
  activity: 'meeting',
  filters: [mine],
})

export const note = defineObject({
  ...shared,
  name: 'note',
  collection: 'notes',
  label: { en: ['Note', 'Notes'], es: ['Nota', 'Notas'], et: ['Märge', 'Märkmed', 'märget'] },
  icon: 'note',
  fields: { subject, ...about, body, mood: feeling },
  list: ['subject', 'account', 'contact', 'owner', 'createdAt'],
  form: ['subject', 'body', 'account', 'contact', 'opportunity', 'owner'],
  activity: 'note',
})
