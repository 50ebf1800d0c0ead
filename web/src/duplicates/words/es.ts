import type { Words } from './en.ts'

/** La concordancia: «mismo teléfono», «misma calle». */
const feminine = new Set(['fecha de nacimiento', 'calle', 'población'])

export const words: Words = {
  reasons: {
    traits: {
      family: 'apellido',
      given: 'nombre de pila',
      company: 'nombre',
      birthday: 'fecha de nacimiento',
      taxId: 'NIF',
      email: 'correo',
      phone: 'teléfono',
      domain: 'dominio web',
      street: 'calle',
      city: 'población',
      postcode: 'código postal',
    },
    same: (trait) => `${feminine.has(trait) ? 'misma' : 'mismo'} ${trait}`,
    alike: (trait, percent) => `${trait} ${percent}`,
    exchanged: 'nombre y apellido intercambiados',
    initial: 'nombre de pila abreviado',
    slip: (trait) => `${trait} salvo un desliz`,
    partly: (trait) => `parte de ${feminine.has(trait) ? 'la' : 'el'} ${trait}`.replace('de el ', 'del '),
    contained: 'un nombre dentro del otro',
    end: 'el teléfono acaba igual',
    box: 'mismo nombre ante la @',
    streetOnly: 'misma calle, otro número',
    numberOnly: 'mismo número de portal',
    different: (trait) => `${feminine.has(trait) ? 'otra' : 'otro'} ${trait}`,
    more: (count) => `y ${count} más`,
  },
  held: {
    title: 'Quizá ya está aquí',
    lead: 'Lo que guardas se parece a lo que ya está aquí.',
    save: 'Guardar de todos modos',
    open: 'Abrir este',
    typing: 'Quizá ya está aquí:',
  },
  score: (percent) => `${percent} probable`,
}
