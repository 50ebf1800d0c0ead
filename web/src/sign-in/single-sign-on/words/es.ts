import type { Words } from './en.ts'

export const words: Words = {
  with: (provider) => `Entrar con ${provider}`,
  withOf: (provider, company) => `${provider}, ${company}`,
  or: 'o',
  find: 'Entrar con la cuenta de tu empresa',
  typeAddress: 'Escribe antes tu correo: su última parte dice con qué cuenta entra tu empresa.',
  noneFound: 'No se conoce ninguna cuenta de empresa para direcciones como esta. Entra con tu contraseña.',
  endedTitle: 'Has salido de Tendero',
  endedLead: 'Puede que en este dispositivo sigas dentro de la cuenta de tu empresa.',
  endThere: 'Salir también de ella',
  againTitle: 'Demuestra otra vez quién eres',
  againLead:
    'Antes de cambiar esto, la cuenta de tu empresa debe decir otra vez que eres tú. Vuelves aquí y lo repites.',
  again: 'Entrar otra vez',
  refusedTitle: 'No has podido entrar',
  refusals: {
    email_missing: 'La cuenta de tu empresa no indica tu correo. Pide a quien administra que lo transmita.',
    email_not_verified: 'La cuenta de tu empresa no dice que tu correo esté verificado. Habla con quien administra.',
    domain_not_allowed: 'Con esta cuenta no entran direcciones como la tuya. Habla con quien administra.',
    not_a_member: 'Aún no estás en Tendero. Pide a quien administra que te invite.',
    not_active: 'Te han desactivado en Tendero. Si es un error, habla con quien administra.',
    no_role: 'Nadie ha dicho qué rol debes tener. Habla con quien administra.',
    sign_in_expired: 'Ha tardado demasiado o se empezó en otra ventana. Inténtalo de nuevo.',
    sign_in_not_valid:
      'La respuesta de la cuenta de tu empresa no es de fiar. Inténtalo de nuevo; si sigue igual, avisa a quien administra.',
    provider_refused: 'La cuenta de tu empresa no te ha dejado entrar, o lo has cancelado.',
    provider_failed:
      'La cuenta de tu empresa ha informado de un error. Quien administra puede probar la conexión en los ajustes.',
    provider_unreachable: 'Ahora mismo no se llega a la cuenta de tu empresa. Inténtalo dentro de un momento.',
    not_found: 'Esta forma de entrar ya no existe.',
    other: 'Algo ha ido mal. Inténtalo de nuevo; si sigue igual, avisa a quien administra.',
  },
}
