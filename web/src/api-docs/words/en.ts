export const words = {
  title: 'API description',
  lead: 'As your role sees it, custom fields included. What you try out here is done for real.',
  file: 'OpenAPI document',
  back: 'To Tendero',
}

export type Words = typeof words
