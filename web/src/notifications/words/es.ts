import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const words: Words = {
  bell: (unread) => (unread === 0 ? 'Avisos' : `Avisos, ${n(unread, 'sin leer', 'sin leer')}`),
  manyUnread: 'Avisos, 100 o más sin leer',
  show: 'Mostrar',
  all: 'Todos',
  unread: 'Sin leer',
  isUnread: 'Sin leer.',
  markAll: 'Marcar todos como leídos',
  markRead: 'Marcar como leído',
  markUnread: 'Marcar como no leído',
  more: 'Mostrar más',
  empty: 'Aún no hay nada',
  emptyLead: 'Aquí te avisamos cuando alguien te menciona, comenta o cambia lo que sigues, o te asigna un registro.',
  nothingUnread: 'Nada sin leer',
  nothingUnreadLead: 'Lo has leído todo.',
  somebody: 'Alguien',
  untitled: 'Un registro cuyo nombre no puedes ver',
  leftBehind: (count) => `ha dejado ${n(count, 'registro', 'registros')} sin responsable en activo`,
  others: (count) => `y ${n(count, 'más', 'más')}`,
  did: {
    mention: (who) => `${who} te ha mencionado`,
    comment: (who) => `${who} ha comentado`,
    assigned: (who) => `${who} te ha puesto como responsable`,
    shared: (who) => `${who} lo ha compartido contigo`,
    change: (who) => `${who} ha hecho un cambio`,
    left_behind: () => 'Ya no trabaja aquí',
  },
  settings: 'De qué me avisan',
  kinds: {
    mention: 'Alguien me menciona',
    comment: 'Comentarios en lo que sigo',
    assigned: 'Un registro pasa a ser mío',
    shared: 'Alguien comparte un registro conmigo o con mi equipo',
    change: 'Cambios en lo que sigo',
    left_behind: 'Registros de alguien que se ha ido',
  },
  byMail: 'Por correo',
  mails: { off: 'Nunca', daily: 'Cada mañana a las ocho', at_once: 'En el momento' },
  following:
    'Sigues aquello de lo que eres responsable, lo que comentas o donde te mencionan, y lo que eliges en su página.',
}
