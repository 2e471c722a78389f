/** Numbers that belong to a person and to no public sentence: mobile (GB: 1, then 3 to 9, 11 digits), landline, identity card, e-mail address. */

const shapes = [
  { what: '身份证号', pattern: /(?<!\d)\d{17}[\dXx](?!\d)/ },
  { what: '手机号码', pattern: /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/ },
  { what: '电话号码', pattern: /(?<!\d)0\d{2,3}[\s-]\d{7,8}(?!\d)/ },
  { what: '邮箱地址', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/ },
] as const

/** What a text seems to hold, in digits of any width; null when nothing does. It does not repeat the number. */
export function privateNumberIn(text: string): (typeof shapes)[number]['what'] | null {
  const plain = text.normalize('NFKC')
  return shapes.find(({ pattern }) => pattern.test(plain))?.what ?? null
}
