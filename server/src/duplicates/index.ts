export { companyNameKey } from './matching/company-name.ts'
export { companyDomain, isPublicMailDomain, siteDomain } from './matching/public-mail-domains.ts'
