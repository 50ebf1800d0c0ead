import { folded } from '@tendero/model'

/** Forms of companies in the countries where our customers sell; dots and spaces within them do not count. */
const legalForms = new Set(
  `sl slu slp slne sa sau scoop sc cb ou as mtu fie tu uu sihtasutus ltd limited plc llp llc inc incorporated corp
  corporation co company gmbh mbh ag kg ohg ug ev sarl sas sasu eurl snc spa srl srls bv nv vof oy oyj ab aps hb kft zrt
  sro zoo lda uab sia`.split(/\s+/),
)

/**
 * A company's name as it is compared: without accents, case, signs and legal form. '' for what has no letter or digit.
 * @example companyNameKey('Núñez & Hijos, S.L.') //=> 'nunez hijos'
 */
export function companyNameKey(name: string): string {
  const words =
    folded(name)
      .replace(/\./g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const kept = [...words]
  while (kept.length > 1 && legalForms.has(kept.at(-1) ?? '')) kept.pop()
  return kept.join(' ')
}
