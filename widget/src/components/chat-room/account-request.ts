/** A guest asks for the login card, and may think better of it. */
export class AccountRequest {
  isWanted = false;

  constructor(private readonly changed: () => void) {}

  readonly ask = (): void => {
    this.isWanted = true;
    this.changed();
  };

  readonly forget = (): void => {
    if (!this.isWanted) return;
    this.isWanted = false;
    this.changed();
  };
}
