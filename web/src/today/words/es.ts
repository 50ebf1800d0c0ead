import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const words: Words = {
  morning: (name) => `Buenos días, ${name}`,
  afternoon: (name) => `Buenas tardes, ${name}`,
  evening: (name) => `Buenas noches, ${name}`,
  toDo: (count) => `${n(count, 'cosa', 'cosas')} por hacer`,
  nothingToDo: 'Nada por hacer',
  whose: 'De quién',
  mine: 'Lo mío',
  team: 'Mi equipo',
  nobody: 'Aún de nadie',
  emptyTeam: 'Nadie de tu equipo tiene nada pendiente, y todo lo abierto tiene un próximo paso.',
  show: 'Mostrar solo',
  reasons: {
    overdue: 'Atrasado',
    due: 'Para hoy',
    close_date_past: 'Cierre vencido',
    no_next_step: 'Sin próximo paso',
    missing_fields: 'Faltan datos',
    stale: 'Parado',
  },
  why: {
    overdue: (when) => `Venció ${when}`,
    due: (time) => `Hoy a las ${time}`,
    close_date_past: (when) => `Debía cerrarse ${when}`,
    no_next_step: 'No hay nada planificado',
    missing_fields: (fields) => `Su etapa pide: ${fields}`,
    stale: (since) => `Sin movimiento desde el ${since}`,
  },
  call: (whom) => `Llamar a ${whom}`,
  whatsapp: (whom) => `Escribir a ${whom} por WhatsApp`,
  newCloseDate: 'Nueva fecha de cierre',
  newCloseDateNotice: (title, day) => `${title}: nuevo cierre el ${day}`,
  setStep: 'Fijar próximo paso',
  fillIn: 'Completar',
  filledIn: (title) => `${title}: datos completados`,
  open: 'Abrir',
  more: (count) => `${n(count, 'más', 'más')} en la lista`,
  rowActions: (title) => `Acciones para ${title}`,
  entries: (count, seconds) => `${n(count, 'apunte', 'apuntes')} hoy, ${seconds} s cada uno`,
  entriesHint: 'Desde que se abre un apunte hasta que se guarda: la mediana de hoy',
  emptyTitle: 'Todo hecho',
  emptyPraise: (count) =>
    count > 0
      ? `${n(count, 'apunte', 'apuntes')} hoy y nadie te queda esperando. ¡Buen trabajo!`
      : 'Nadie te espera y todo lo tuyo que está abierto tiene un próximo paso.',
  emptyAction: 'Ver mis oportunidades abiertas',
  othersAction: 'Ver qué oportunidades no tienen próximo paso',
  firstSteps: {
    title: 'Empecemos',
    lead: 'Aún no hay clientes aquí. Estos son buenos primeros pasos.',
    importCustomers: 'Importar tus clientes',
    invitePeople: 'Invitar a personas',
    seePipelines: 'Ver los embudos de venta',
  },
  keys: {
    move: 'Moverse',
    edit: 'Abrir',
    close: 'Cerrar',
  },
}
