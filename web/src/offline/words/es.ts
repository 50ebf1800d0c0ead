import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const words: Words = {
  offline: 'Sin conexión',
  asOf: (time) => `Sin conexión, última lectura: ${time}`,
  waiting: (count) => `${n(count, 'entrada', 'entradas')} por enviar`,
  sending: (count) => `Enviando ${n(count, 'entrada', 'entradas')}`,
  refused: (count) => `${n(count, 'entrada rechazada', 'entradas rechazadas')}`,
  allSent: 'Todo está enviado.',
  title: 'Por enviar',
  lead: 'Lo que escribes sin conexión se queda en este dispositivo y se envía solo, una única vez, cuando vuelve la conexión.',
  nothing: 'No hay nada por enviar.',
  reading: (time) => `Ves lo que había en la última lectura: ${time}. Otros cambios no se pueden guardar ahora.`,
  state: { waiting: 'Aún sin enviar', sending: 'Enviando…', refused: 'Rechazada' },
  edit: 'Cambiar',
  retry: 'Reintentar',
  discard: 'Descartar',
  discarded: 'Descartada',
  newVersion: 'Hay una versión nueva.',
  reload: 'Recargar',
  typing: 'Hay una versión nueva. Termina lo que estás escribiendo y después recarga.',
}
