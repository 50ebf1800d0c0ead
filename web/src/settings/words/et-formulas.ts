import type { FormulaProblemCode } from '@tendero/model/formula/problem'

type Told = (found: string, expected: string) => string

const problems: Readonly<Record<FormulaProblemCode, Told>> = {
  empty_formula: () => 'Kirjuta valem.',
  formula_too_long: () => 'Valem on liiga pikk: kõige rohkem 2000 märki.',
  formula_too_deep: () => 'Liiga palju sulge sulgude sees.',
  formula_too_large: (_found, most) =>
    `Valemis on koos nendega, mida see kasutab, liiga palju osi: kõige rohkem ${most}.`,
  unknown_sign: (sign) => `„${sign}“ ei tähenda siin midagi.`,
  unclosed_text: () => 'Sellel tekstil puudub lõpujutumärk.',
  refused_text: () => 'Tekstis on märke, mida ei saa hoida.',
  number_too_long: () => 'Arvus on liiga palju numbreid.',
  unexpected: (found) => `„${found}“ ei käi siia.`,
  unfinished: () => 'Lõpust on midagi puudu.',
  unknown_function: (name) => `Funktsiooni „${name}“ ei ole.`,
  wrong_count: (name, count) => `Funktsiooni „${name}“ sulgudes peab olema väärtusi: ${count}.`,
  wrong_type: (found, expected) => `See on ${found}, aga peab olema ${expected}.`,
  types_differ: (found) => `See on ${found}, eelnev aga mitte. Mõlemad peavad olema ühte liiki.`,
  not_ordered: () => 'Ainult arvud ja kuupäevad on üksteise järel.',
  compared_with_nothing: () => 'Miski ei võrdu tühja tekstiga. Küsi nii: blank(…).',
  wrong_places: (_found, most) => `Kirjuta, mitu kümnendkohta: täisarv kuni ${most}.`,
  wrong_day: () => 'Kirjuta päev nii: date("2026-03-31").',
  unknown_field: (name) => `Välja „${name}“ ei ole.`,
  unusable_field: (name) => `Välja „${name}“ ei saa siin kasutada.`,
  circular: (name) => `„${name}“ arvutatakse sellest väljast endast.`,
  broken_field: (name) => `Välja „${name}“ ennast ei saa arvutada.`,
}

export const formulas = {
  formula: 'Valem',
  lead: 'Väljad API-nimedega, arvud, "tekstid", + − * / %, võrdlused, and, or, not, & ühendamiseks ja funktsioonid.',
  names: 'Väljad ja funktsioonid, mida saab kasutada',
  fields: 'Väljad',
  functions: 'Funktsioonid',
  referredFields: 'Seotud kirjete väljad',
  suggestions: 'Mis siin võib olla',
  gives: (type: string) => `Tulemus: ${type}.`,
  preview: (title: string) => `Kirjel „${title}“`,
  nothing: 'Ei midagi',
  anotherCurrency: 'Üks summa on teises valuutas; tulemust näed, kui väli on salvestatud.',
  types: {
    integer: 'täisarv',
    decimal: 'kümnendarv',
    number: 'arv',
    percent: 'protsent',
    money: 'rahasumma',
    text: 'tekst',
    boolean: 'jah või ei',
    date: 'kuupäev',
  },
  problems,
}

export const rollUps = {
  of: 'Milliste kirjete kohta',
  measure: 'Mida see ütleb',
  measures: { count: 'Kui palju neid on', sum: 'Summa', average: 'Keskmine', min: 'Vähim', max: 'Suurim' },
  field: 'Väljast',
  narrow: 'Ainult osa neist',
  kept: 'Hoia alles, et loendeid saaks selle järgi järjestada ja filtreerida',
  keptLead: 'Väärtus on iga muudatuse järel õige. Olemasolevad kirjed täidetakse taustal.',
  tellsSeen: 'Igaühele räägib see kirjetest, mida ta näha võib.',
  tellsAll: 'See räägib kõigist kirjetest. Välja näevad ainult need, kes võivad neid kõiki näha.',
}
