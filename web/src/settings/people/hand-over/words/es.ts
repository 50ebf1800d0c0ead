import { counter } from '../../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')
const records = (count: number) => n(count, 'registro', 'registros')

export const words: Words = {
  deactivate: (name) => `Desactivar a ${name}`,
  handOver: (name) => `Traspasar lo que llevaba ${name}`,
  menuItem: 'Traspasar registros',
  lead: (name) =>
    `Desde ese momento ${name} ya no puede entrar. Sus sesiones terminan y sus claves de API quedan revocadas para siempre. Su nombre sigue en todo lo que hizo.`,
  holds: (name) => `Lo que lleva ${name}`,
  holdsLead:
    'Oportunidades, posibles clientes y actividades abiertas, todo lo demás que continúa y los equipos de que es responsable. Lo cerrado se queda con su nombre.',
  holdsNothing: (name) => `${name} no lleva nada con lo que otros tengan que continuar.`,
  everything: 'Quién lo continúa',
  stays: 'Nadie: se queda como está',
  exceptions: 'No todo para la misma persona',
  forObject: (objects) => `${objects} van a`,
  forTeam: (team) => `Lo de ${team} va a`,
  asTheRest: 'Como todo lo demás',
  asTeamOrRest: 'Como su equipo o todo lo demás',
  doDeactivate: 'Desactivar',
  doBoth: (count) => `Desactivar y traspasar ${records(count)}`,
  doHandOver: (count) => `Traspasar ${records(count)}`,
  running: (name) => `Se está traspasando lo que llevaba ${name}. Mientras tanto puedes seguir trabajando.`,
  progress: (done, total) => `${done} de ${total}`,
  stop: 'Detener',
  done: (count) => `${n(count, 'registro tiene', 'registros tienen')} otra persona responsable`,
  stopped: 'Se detuvo. Lo traspasado hasta entonces queda así y se puede deshacer.',
  interrupted: 'El servidor se paró entretanto.',
  failed: 'No se pudo terminar.',
  refused: (count) => `${n(count, 'registro fue rechazado', 'registros fueron rechazados')} y se quedan como estaban.`,
}
