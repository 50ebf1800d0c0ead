import type { Words } from './en.ts'

export const keys: Words['keys'] = {
  docs: 'Leer y probar la API',
  add: 'Crear una clave',
  make: 'Crear la clave',
  addLead: 'Da a cada programa su propia clave: así puedes detener a cada uno por separado.',
  none: 'Aún no hay claves',
  noneLead: 'Otro programa, como una tienda en línea o un informe, entra con una clave en lugar de una contraseña.',
  name: 'Para qué es',
  nameExample: 'Tienda en línea',
  role: 'Rol',
  roleLead: 'La clave puede lo que puede este rol, y nada más.',
  key: 'La clave',
  made: (when, who) => (who ? `creada ${when} por ${who}` : `creada ${when}`),
  used: (when) => `usada por última vez ${when}`,
  neverUsed: 'sin usar',
  madeTitle: 'La clave está creada',
  madeLead: 'Cópiala ahora. Solo se guarda su huella y no se puede volver a mostrar.',
  tryIt: 'Pruébala en la línea de órdenes:',
  revoke: 'Revocar',
  revoked: 'Revocada',
  revokeOne: (name) => `Revocar «${name}»`,
  revokeLead:
    'El programa que usa esta clave será rechazado desde ahora. No se puede deshacer; puedes crear una clave nueva.',
  nowRevoked: (name) => `«${name}» ya no funciona`,
  purpose: 'Quién la usa',
  purposes: {
    program: { label: 'Un programa', lead: 'Todo lo que puede el rol, por la API.' },
    assistant: { label: 'Un asistente que lee', lead: 'Consulta y resume, y no cambia nada.' },
    assistant_writing: {
      label: 'Un asistente que también escribe',
      lead: 'Muestra antes un plan de cada cambio y lo hace cuando estás de acuerdo.',
    },
  },
  connect: 'Conectar un asistente',
  connectLead:
    'Un asistente que habla el Model Context Protocol trabaja con tus datos en esta dirección, con una clave propia. Ve lo que ve el rol de su clave; lo que cambia aparece en «Hecho últimamente» y ahí se puede deshacer.',
  address: 'Dirección',
  configuration: 'Configuración para el asistente',
}
