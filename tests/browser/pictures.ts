import type { Locator, Page } from '@playwright/test';

/**
 * Addresses of the diagrams on a page that show nothing, because their file is missing or broken.
 *
 * @param wait - whether those that are still on their way, or wait to be scrolled to, are loaded first.
 */
export function missingPictures(page: Page, wait = true): Promise<string[]> {
  return page.locator('.diagram img').evaluateAll(async (images, mayWait) => {
    const missing: string[] = [];
    for (const image of images as HTMLImageElement[]) {
      if (mayWait) {
        image.loading = 'eager';
        await image.decode().catch(() => undefined);
      }
      if (image.naturalWidth === 0) {
        missing.push(image.src);
      }
    }
    return missing;
  }, wait);
}

/** Color of the pixels in the corner of an element as it is shown: red, green and blue, `255,255,255`. */
export async function cornerColor(element: Locator): Promise<string> {
  const shot = (await element.screenshot()).toString('base64');
  return element.page().evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(2, 2, 1, 1).data.slice(0, 3)].join(',');
  }, shot);
}
