import type { Words } from './en.ts'

export const words: Words = {
  reasons: {
    traits: {
      family: 'perekonnanimi',
      given: 'eesnimi',
      company: 'nimi',
      birthday: 'sünnipäev',
      taxId: 'registri- või isikukood',
      email: 'e-post',
      phone: 'telefon',
      domain: 'veebidomeen',
      street: 'tänav',
      city: 'asula',
      postcode: 'sihtnumber',
    },
    same: (trait) => `sama ${trait}`,
    alike: (trait, percent) => `${trait} ${percent}`,
    exchanged: 'ees- ja perekonnanimi vahetuses',
    initial: 'eesnimi lühendatud',
    slip: (trait) => `${trait} näpuveaga`,
    partly: (trait) => `${trait} osaliselt sama`,
    contained: 'üks nimi teise sees',
    end: 'telefoni lõpp sama',
    box: 'sama nimi @ ees',
    streetOnly: 'sama tänav, teine number',
    numberOnly: 'sama majanumber',
    different: (trait) => `${trait} erinev`,
    more: (count) => `ja veel ${count}`,
  },
  score: (percent) => `tõenäosus ${percent}`,
}
