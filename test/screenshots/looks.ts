export interface Look {
  readonly width: 360 | 768 | 1280;
  /** `contrast` is the system's high contrast, with colours of its own. */
  readonly scheme: 'light' | 'dark' | 'contrast';
  /** `rtl` is a page in Arabic, whose chat speaks English. */
  readonly language: 'en' | 'zh' | 'rtl';
}

const inEnglish = (['light', 'dark'] as const).flatMap((scheme) =>
  ([360, 768, 1280] as const).map((width): Look => ({ width, scheme, language: 'en' })),
);

/** Every width in English, light and dark; of the other languages one narrow and one wide page; one in high contrast. */
export const looks: readonly Look[] = [
  ...inEnglish,
  { width: 360, scheme: 'light', language: 'zh' },
  { width: 1280, scheme: 'dark', language: 'zh' },
  { width: 360, scheme: 'dark', language: 'rtl' },
  { width: 1280, scheme: 'light', language: 'rtl' },
  { width: 768, scheme: 'contrast', language: 'en' },
];

export const htmlOf = { en: 'lang="en"', zh: 'lang="zh-CN"', rtl: 'lang="ar" dir="rtl"' } as const;

const heights = { 360: 720, 768: 900, 1280: 820 } as const;

export const viewportOf = ({ width }: Look) => ({ width, height: heights[width] });
