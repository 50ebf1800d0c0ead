import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const webhooks: Words['webhooks'] = {
  add: 'Crear un webhook',
  make: 'Crear el webhook',
  none: 'Todavía no hay webhooks',
  noneLead: 'Una tienda en línea, un chat o un programa propio puede saber al momento que algo ha cambiado aquí.',
  nameExample: 'Tienda en línea',
  urlLead: 'Los mensajes se envían allí como JSON, firmados según Standard Webhooks.',
  eventsLead: 'Si no eliges ninguno, se avisa de cada cambio de cada registro.',
  allEvents: 'Todos los eventos',
  eventCount: (count) => n(count, 'evento', 'eventos'),
  roleLead: 'Los mensajes contienen lo que este rol puede leer, y nada más.',
  activeLead: 'Desactivado no envía nada; lo que espera se envía al activarlo de nuevo.',
  active: 'Activo',
  paused: 'Desactivado',
  verbs: { create: 'creación', update: 'cambio', delete: 'eliminación', restore: 'restauración', merge: 'fusión' },
  secret: 'El secreto',
  newSecret: 'Cambiar el secreto',
  secretTitle: 'El secreto está listo',
  secretLead:
    'Cópialo ahora, no se vuelve a mostrar. Con él, quien recibe un mensaje comprueba que es tuyo y que nadie lo ha cambiado.',
  log: 'Lo enviado',
  logOf: (name) => `Lo enviado: ${name}`,
  logLead: 'Los últimos treinta días. Lo que falla se intenta de nuevo durante un día, cada vez con menos frecuencia.',
  logEmpty: 'Todavía no se ha enviado nada',
  logEmptyLead: 'Cambia un registro o envía un mensaje de prueba.',
  test: 'Enviar una prueba',
  more: 'Mostrar más',
  states: { waiting: 'En espera', delivered: 'Entregado', failed: 'Fallido' },
  attempts: (count) => n(count, 'intento', 'intentos'),
  took: (milliseconds) => `${milliseconds} ms`,
  nextAttempt: (when) => `próximo intento ${when}`,
  failures: {
    refused_address: 'Esta dirección está en una red privada, a la que no se envía nada.',
    unknown_host: 'No hay ningún equipo con este nombre.',
    timed_out: 'Sin respuesta en 15 segundos.',
    no_answer: 'La conexión se cortó antes de que hubiera respuesta.',
  },
  message: 'Mensaje',
  answer: 'Respuesta',
  emptyAnswer: '(vacía)',
  replay: 'Enviar de nuevo',
}
