import type { Words } from './en.ts'

export const words: Words = {
  open: 'A una fecha…',
  banner: 'A una fecha pasada',
  shown: (day) => `A ${day}`,
  explained: 'Lo que había al acabar ese día, de lo que puedes ver hoy. No se puede cambiar nada.',
  back: 'Volver a hoy',
  otherDay: 'Otro día',
  title: 'Verlo todo a una fecha',
  show: 'Mostrar',
  presets: {
    month: 'Fin del mes pasado',
    quarter: 'Fin del trimestre pasado',
    halfYear: 'Hace medio año',
    year: 'Hace un año',
  },
  since: 'Ha cambiado desde entonces',
  sinceNothing: 'No ha cambiado nada desde entonces.',
  sinceGone: 'Se ha eliminado desde entonces.',
  now: 'Hoy',
  signed: 'Como era al firmar',
  missing: 'Ese día aún no existía.',
  history: 'Historial',
  historyOf: (field) => `Historial de ${field}`,
  historyNone: 'No ha cambiado desde que se creó.',
  seeThen: 'Ver el registro entonces',
  more: 'Mostrar más',
}
