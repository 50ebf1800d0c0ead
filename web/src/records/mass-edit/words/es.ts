import { counter } from '../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')
const records = (count: number) => n(count, 'registro', 'registros')

export const words: Words = {
  title: 'Cambiar muchos registros',
  which: 'Qué registros',
  selected: (count) => (count === 1 ? 'El registro elegido' : `Los ${records(count)} elegidos`),
  found: () => 'Todo lo que encuentra esta lista',
  how: (field) => `Qué pasa con ${field}`,
  ways: { value: 'recibe el valor', empty: 'queda vacío', raise: 'sube un' },
  value: (field) => `Valor que tendrá ${field}`,
  percent: 'Por ciento; menos de cero lo baja',
  add: 'Otro campo',
  remove: (field) => `Dejar ${field} como está`,
  check: 'Comprobar',
  checking: 'Se comprueba cada registro como si se cambiara. Todavía no se escribe nada.',
  preview: 'Qué pasaría',
  willChange: 'se cambiarán',
  have: 'ya lo tienen',
  refused: 'se rechazan',
  reasons: 'Por qué se rechazan',
  reason: (count, reason) => `${records(count)}: ${reason}`,
  refusedFile: 'Registros rechazados en un archivo',
  change: (count) => `Cambiar ${records(count)}`,
  nothing: 'No hay nada que cambiar.',
  running: 'Se están cambiando los registros. Mientras tanto puedes seguir trabajando.',
  background: 'Seguir mientras tanto',
  progress: (done, total) => `${done} de ${total}`,
  stop: 'Detener',
  stopped: 'Se detuvo. Lo cambiado hasta entonces queda así y se puede deshacer.',
  interrupted: 'El servidor se detuvo a mitad.',
  goOn: 'Continuar',
  changed: (count) => (count === 1 ? 'Se cambió 1 registro' : `Se cambiaron ${records(count)}`),
  wereRefused: (count) =>
    count === 1
      ? 'Se rechazó 1 registro y quedó como estaba.'
      : `Se rechazaron ${records(count)} y quedaron como estaban.`,
}
