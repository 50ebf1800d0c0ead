/** The part of the web's URL that every JavaScript engine we run on has. */
declare const URL: {
  canParse(address: string): boolean
  new (address: string): { readonly protocol: string; readonly hostname: string; readonly href: string }
}
