console.log('begin');
Promise.resolve().then(() => console.log('promise'));
console.log('end');
