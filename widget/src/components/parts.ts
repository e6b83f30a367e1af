/** Every part a page may style; each element passes on those inside of it. */
export const partNames =
  'header,messages,notice,message,bubble,quote,text,reactions,composer,people,conversations,history,menu,emoji,dialog,state,card,field,submit,avatar';
